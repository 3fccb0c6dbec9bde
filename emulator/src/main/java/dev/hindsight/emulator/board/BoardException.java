package dev.hindsight.emulator.board;

/** A board or a guest that cannot be: the message is a sentence for the user. */
public final class BoardException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public BoardException(String sentence) {
        super(sentence);
    }
}
