package dev.hindsight.emulator;

/** A guest that cannot be run; the message is a sentence for the user that says what to do. */
public final class GuestException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public GuestException(String sentence) {
        super(sentence);
    }
}
