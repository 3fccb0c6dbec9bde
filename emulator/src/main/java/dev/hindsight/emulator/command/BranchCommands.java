package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.timeline.BranchDifference;
import dev.hindsight.emulator.timeline.BranchInfo;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Branches of history: what followed when the past was changed. */
final class BranchCommands implements CommandGroup {
    /** Who wants to see more differences than this looks at memory. */
    private static final int SHOWN = 20;

    private static final String ALL = "all";

    @Override
    public List<Command> commands() {
        return List.of(
                new Command(
                        "branches", "", "list the branches of history; * marks the current one", BranchCommands::list),
                new Command("branch", "[N] [NAME]", "name a branch (default: the current one)", BranchCommands::name),
                new Command(
                        "switch",
                        "BRANCH [STEP]",
                        "go to a branch by number or name: to the same step, or to its end if it is shorter",
                        BranchCommands::change),
                new Command(
                        "diff",
                        "BRANCH [BRANCH] [at STEP]",
                        "find the first step where two branches differ, and show what differs",
                        BranchCommands::compare),
                new Command(
                        "delete-branch",
                        "BRANCH [all]",
                        "delete a branch; with all, also the branches that grew from it",
                        BranchCommands::delete));
    }

    private static Answer list(Arguments arguments, TimelineClient client) {
        arguments.end();
        History history = client.history();
        return Answer.said(history.branches().stream()
                .map(each -> line(each, each.id() == history.here().branch()))
                .collect(Collectors.joining("\n")));
    }

    private static String line(BranchInfo branch, boolean here) {
        String origin = branch.parent() < 0
                ? "from step " + branch.forkStep()
                : "from step " + branch.forkStep() + " of branch " + branch.parent();
        return "%s%d  %s to step %d%s"
                .formatted(
                        here ? "* " : "  ",
                        branch.id(),
                        origin,
                        branch.end(),
                        branch.name().isEmpty() ? "" : "  " + branch.name());
    }

    private static Answer name(Arguments arguments, TimelineClient client) {
        History history = client.history();
        Optional<String> first = arguments.next();
        boolean numbered = first.isPresent() && first.get().matches("\\d+");
        BranchInfo branch = numbered
                ? find(history, first.get())
                : history.branch(client.view().branch());
        Optional<String> name = numbered ? arguments.next() : first;
        arguments.end();
        if (name.isEmpty()) {
            return Answer.said(line(branch, branch.id() == history.here().branch()));
        }
        client.nameBranch(branch.id(), name.get());
        return Answer.said("Branch " + branch.id() + " is now called '" + name.get() + "'.");
    }

    private static BranchInfo find(History history, String numberOrName) {
        return history.branch(numberOrName)
                .orElseThrow(() -> new CommandException("There is no branch '" + numberOrName + "'; try: branches"));
    }

    private static Answer change(Arguments arguments, TimelineClient client) {
        int branch = find(client.history(), arguments.word()).id();
        String place = arguments.rest();
        Optional<Destination> wanted = place.isEmpty() ? Optional.empty() : Optional.of(Destination.parse(place));
        return new Answer.Going(
                mover -> mover.seek(new Moment(branch, step(client.history(), branch, wanted))),
                stop -> Answer.arrived(stop) + ", branch " + stop.moment().branch());
    }

    /** As if one stood there already. */
    private static long step(History history, int branch, Optional<Destination> wanted) {
        long end = history.branch(branch).end();
        long here = history.here().step();
        return wanted.map(destination -> destination.step(history.on(branch))).orElse(Math.min(here, end));
    }

    private static Answer compare(Arguments arguments, TimelineClient client) {
        History history = client.history();
        BranchInfo first = find(history, arguments.word());
        Optional<String> next = arguments.next();
        BranchInfo second = next.isEmpty() || next.get().equals("at")
                ? history.branch(history.here().branch())
                : find(history, next.get());
        if (next.isPresent() && !next.get().equals("at")) {
            next = arguments.next();
        }
        OptionalLong at = next.isPresent() ? step(next.get(), arguments) : OptionalLong.empty();
        arguments.end();
        if (first.id() == second.id()) {
            throw new CommandException("Both are " + first.title() + ": name two different branches.");
        }
        String[] text = {"Interrupted."};
        return new Answer.Going(mover -> compare(mover, first, second, at, text), stop -> text[0]);
    }

    private static OptionalLong step(String at, Arguments arguments) {
        if (!at.equals("at")) {
            throw new CommandException("Only 'at STEP' can follow the branches, not '" + at + "'.");
        }
        return OptionalLong.of(arguments.number("step"));
    }

    private static Stop compare(
            TimelineMover mover, BranchInfo first, BranchInfo second, OptionalLong at, String[] text) {
        Optional<BranchDifference> found = mover.compare(first.id(), second.id(), at, SHOWN + 1);
        found.ifPresent(comparison -> text[0] = told(comparison, first, second));
        return mover.arrived(found.isPresent() ? Stop.Reason.STEP : Stop.Reason.PAUSE, "");
    }

    private static String told(BranchDifference comparison, BranchInfo first, BranchInfo second) {
        String both = first.title() + " and " + second.title();
        String where = comparison.first().isPresent()
                ? "%s first differ at step %d."
                        .formatted(both, comparison.first().getAsLong())
                : "%s do not differ up to step %d, where the shorter one ends.".formatted(both, comparison.until());
        if (comparison.differences().isEmpty()) {
            return comparison.first().isEmpty() ? where : where + "\nAt step " + comparison.at() + " they are equal.";
        }
        String shown = comparison.differences().stream()
                .limit(SHOWN)
                .map(Difference::text)
                .collect(Collectors.joining("\n"));
        boolean more = comparison.differences().size() > SHOWN;
        return "%s\nAt step %d:\n%s%s".formatted(where, comparison.at(), shown, more ? "\nand more differences" : "");
    }

    private static Answer delete(Arguments arguments, TimelineClient client) {
        int branch = find(client.history(), arguments.word()).id();
        Optional<String> all = arguments.next();
        arguments.end();
        if (all.isPresent() && !all.get().equals(ALL)) {
            throw new CommandException("Only 'all' can follow the branch, not '" + all.get() + "'.");
        }
        Deletion gone = client.deleteBranch(branch, all.isPresent());
        String numbers = gone.branches().stream().map(String::valueOf).collect(Collectors.joining(", "));
        String bookmarks =
                gone.bookmarks().stream().map(each -> ", " + each.title()).collect(Collectors.joining());
        return Answer.said(
                (gone.branches().size() == 1 ? "Deleted: branch " : "Deleted: branches ") + numbers + bookmarks);
    }
}
