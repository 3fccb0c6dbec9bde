package dev.hindsight.adapter.target;

/** What a target refused; the message is a sentence for the user. */
public final class TargetException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public TargetException(String sentence) {
        super(sentence);
    }

    public TargetException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
