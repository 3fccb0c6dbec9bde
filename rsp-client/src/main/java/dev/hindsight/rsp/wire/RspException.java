package dev.hindsight.rsp.wire;

/** What the other side sent cannot be used; the message is a sentence for the user. */
public final class RspException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public RspException(String sentence) {
        super(sentence);
    }

    public RspException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
