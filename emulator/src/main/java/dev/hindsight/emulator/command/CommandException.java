package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.RefusedException;

/** A command that makes no sense as it was typed; the message is a sentence for the user. */
public final class CommandException extends RefusedException {
    private static final long serialVersionUID = 1;

    public CommandException(String sentence) {
        super(sentence);
    }
}
