package dev.hindsight.emulator.state;

/** Bytes that are not the state that they should be; the message is a sentence. */
public final class StateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public StateException(String sentence) {
        super(sentence);
    }
}
