package dev.hindsight.emulator.command;

import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.History;
import java.util.List;
import java.util.Locale;

/** How much is recorded. */
final class HistoryCommands implements CommandGroup {
    @Override
    public List<Command> commands() {
        return List.of(
                new Command("stats", "", "how much history there is, and what it takes", HistoryCommands::stats));
    }

    private static Answer stats(Arguments arguments, Client client) {
        arguments.end();
        History history = client.history();
        return Answer.said(String.format(
                Locale.ROOT,
                "step %d of history %d to %d, %d branches, %d checkpoints, %.1f MiB",
                history.here().step(),
                history.start(),
                history.end(),
                history.branches().size(),
                history.checkpoints(),
                history.bytes() / 1048576.0));
    }
}
