package dev.hindsight.emulator.command;

/** A command that makes no sense as it was typed; the message is a sentence for the user. */
public final class CommandException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CommandException(String sentence) {
        super(sentence);
    }
}
