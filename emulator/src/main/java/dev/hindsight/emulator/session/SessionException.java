package dev.hindsight.emulator.session;

/** An action that was refused; the message is a sentence for the user. Nothing changed. */
public final class SessionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public SessionException(String sentence) {
        super(sentence);
    }
}
