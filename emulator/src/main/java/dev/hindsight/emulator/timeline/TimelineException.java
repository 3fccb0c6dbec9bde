package dev.hindsight.emulator.timeline;

/** What cannot be done with history as it is; the message is a sentence for the user. Nothing has changed. */
public final class TimelineException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TimelineException(String sentence) {
        super(sentence);
    }
}
