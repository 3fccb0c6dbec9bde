package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.Coverage;
import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How much is recorded. */
final class HistoryCommands implements CommandGroup {
    private static final double MEBIBYTE = 1 << 20;
    private static final long MOST_MEBIBYTES = 1 << 20;

    @Override
    public List<Command> commands() {
        return List.of(
                new Command("history", "MIB", "set how much memory history may take, in MiB", HistoryCommands::budget),
                new Command("record", "save FILE", "write the history so far to a recording", HistoryCommands::record),
                new Command(
                        "verify",
                        "",
                        "replay this branch, and compare every state hash that was kept",
                        HistoryCommands::verify),
                new Command(
                        "stats",
                        "",
                        "show how much history there is, and how much memory it takes",
                        HistoryCommands::stats));
    }

    private static Answer record(Arguments arguments, TimelineClient client) {
        if (!arguments.word().equals("save")) {
            throw new CommandException("Hindsight always records everything; record save FILE writes it to a file.");
        }
        String file = arguments.rest();
        if (file.isEmpty()) {
            throw new CommandException("Usage: record save FILE");
        }
        try {
            return new Answer.Going(client.saving(Path.of(file)), Stop::description);
        } catch (InvalidPathException e) {
            throw new CommandException("'" + file + "' is not a file name.");
        }
    }

    /**
     * Every replay is compared with the hashes of then, so any search will do that finds nothing and skips nothing: no
     * index knows whose steps are where.
     */
    private static Answer verify(Arguments arguments, TimelineClient client) {
        arguments.end();
        StopPoints never = StopPoints.NONE.untilStepOf(client.info().harts());
        long[] differences = {0};
        return new Answer.Going(
                mover -> {
                    long before = mover.divergences();
                    Stop stop = mover.search(Search.forward(never).numbered(1).within(0, mover.end()));
                    differences[0] = mover.divergences() - before;
                    return stop.reason() == Stop.Reason.NOT_FOUND ? mover.arrived(Stop.Reason.STEP, "") : stop;
                },
                stop -> verdict(stop, differences[0], client.history().end()));
    }

    private static String verdict(Stop stop, long differences, long end) {
        String here = "step " + stop.step() + ": ";
        if (stop.reason() == Stop.Reason.PAUSE) {
            return here + "verification was cancelled";
        }
        String replayed = here + "all " + end + " steps of this branch were replayed, ";
        return differences == 0
                ? replayed + "and every state matched the recorded one"
                : replayed + "and " + counted((int) differences, "state", "states")
                        + " differed from the recorded ones";
    }

    private static Answer stats(Arguments arguments, TimelineClient client) {
        arguments.end();
        return stats(client);
    }

    private static Answer stats(TimelineClient client) {
        History history = client.history();
        Coverage coverage = history.coverage();
        return Answer.said(String.format(
                Locale.ROOT,
                "step %d of history %d to %d, %s, %s, %.1f of %.1f MiB; %s%s",
                history.here().step(),
                history.start(),
                history.end(),
                counted(history.branches().size(), "branch", "branches"),
                counted(coverage.checkpoints(), "checkpoint", "checkpoints"),
                coverage.bytes() / MEBIBYTE,
                coverage.budget() / MEBIBYTE,
                travel(coverage),
                coverage.isTight() ? "; history has no room for two checkpoints: give it more with history MIB" : ""));
    }

    private static String counted(int count, String one, String many) {
        return count + " " + (count == 1 ? one : many);
    }

    private static Answer budget(Arguments arguments, TimelineClient client) {
        long mebibytes = arguments.number("number of mebibytes");
        arguments.end();
        if (mebibytes < 1 || mebibytes > MOST_MEBIBYTES) {
            throw new CommandException("History may take from 1 to " + MOST_MEBIBYTES + " mebibytes.");
        }
        client.setBudget(mebibytes << 20);
        return stats(client);
    }

    private static String travel(Coverage coverage) {
        String gap = "a move replays at most %d steps".formatted(coverage.longestGap());
        return coverage.stepsPerSecond() == 0
                ? gap
                : gap + String.format(Locale.ROOT, ", about %.1f ms", coverage.worstTravel());
    }
}
