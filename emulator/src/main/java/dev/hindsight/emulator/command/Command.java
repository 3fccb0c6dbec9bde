package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.TimelineClient;

/**
 * A row of the table.
 *
 * @param arguments as help shows them: {@code NAME} must be there, {@code [NAME]} may
 * @param help one line
 */
public record Command(String name, String arguments, String help, Handler handler) {
    /** Performs the command for {@code client}; throws {@link CommandException} where the arguments make no sense. */
    @FunctionalInterface
    public interface Handler {
        Answer perform(Arguments arguments, TimelineClient client);
    }

    String usage() {
        return arguments.isEmpty() ? name : name + " " + arguments;
    }
}
