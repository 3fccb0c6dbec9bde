package dev.hindsight.emulator.command;

import java.util.Optional;

/** What was typed after a command's name, taken word by word. */
public final class Arguments {
    private final String usage;
    private final String typed;
    private String rest;

    Arguments(String usage, String text) {
        this.usage = usage;
        this.typed = text;
        this.rest = text.strip();
    }

    /** Everything, with the spaces before and after it. */
    String typed() {
        return typed;
    }

    /** The next word, if there is one. */
    public Optional<String> next() {
        if (rest.isEmpty()) {
            return Optional.empty();
        }
        String[] split = rest.split("\\s+", 2);
        rest = split.length > 1 ? split[1] : "";
        return Optional.of(split[0]);
    }

    /** The next word; it must be there. */
    public String word() {
        return next().orElseThrow(this::misused);
    }

    /** All that is left, as it was typed; may be empty. */
    public String rest() {
        String taken = rest;
        rest = "";
        return taken;
    }

    /** Nothing more may follow. */
    public void end() {
        if (!rest.isEmpty()) {
            throw misused();
        }
    }

    /** The next word as a number that is not negative, decimal or with 0x; {@code what} names it in the refusal. */
    public long number(String what) {
        String word = word();
        try {
            long number = word.startsWith("0x") ? Long.parseUnsignedLong(word.substring(2), 16) : Long.parseLong(word);
            if (number >= 0 || word.startsWith("0x")) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Said below, in the user's words.
        }
        throw new CommandException("'" + word + "' is not a valid " + what + ": enter a number, decimal or with 0x.");
    }

    private CommandException misused() {
        return new CommandException("Usage: " + usage);
    }
}
