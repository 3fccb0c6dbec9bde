package dev.hindsight.emulator.recording;

/** A recording that cannot be read or written; the message is a sentence for the user. */
public final class RecordingException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RecordingException(String sentence) {
        super(sentence);
    }
}
