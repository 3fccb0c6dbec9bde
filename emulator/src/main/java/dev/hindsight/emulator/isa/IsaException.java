package dev.hindsight.emulator.isa;

/** A text that names no instruction set of ours; the message is a sentence for the user. */
public final class IsaException extends RuntimeException {
    private static final long serialVersionUID = 1;

    IsaException(String sentence) {
        super(sentence);
    }
}
