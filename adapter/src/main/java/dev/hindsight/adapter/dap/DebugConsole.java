package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.target.Spoken;
import dev.hindsight.adapter.target.Target;
import dev.hindsight.adapter.target.TimeTravel;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;

/** What can be typed in the Debug Console besides expressions: the target's words for travelling, and a few of its own. */
final class DebugConsole {
    private static final String OWN_HELP = """
            NAME = EXPR  change a variable, a register ($a0) or memory (*p)
            EXPR         anything else is evaluated as a C expression; (back) is the variable back, not the command""";

    /** What follows a name in an expression: a variable may be called like a command. */
    private static final Pattern OPERATOR = Pattern.compile("(->|[=*/%&|^<>!?.,(\\[]|[-+](\\s|$)).*");

    private static final Pattern INPUT = Pattern.compile("\\s*input(\\s|$)");

    private final Target target;
    private final Execution execution;

    DebugConsole(Target target, Execution execution) {
        this.target = target;
        this.execution = execution;
    }

    void requireStopped() {
        execution.requireStopped();
    }

    /** Whether the line is for the guest: it may be of any length, and hold anything. */
    boolean isInput(String line) {
        return INPUT.matcher(line).lookingAt();
    }

    /** Performs the command; completes with what came of it. Empty if the line is no command. */
    Optional<CompletableFuture<String>> perform(String line) {
        String text = line.stripLeading();
        String name = text.split("\\s", 2)[0];
        String rest = text.length() > name.length() ? text.substring(name.length() + 1) : "";
        if (!isInput(text) && OPERATOR.matcher(rest.strip()).matches()) {
            return Optional.empty();
        }
        if (name.equals("help") && rest.isBlank()) {
            return said(help());
        }
        return target.timeTravel().flatMap(time -> time.hear(text)).map(spoken -> answer(text.strip(), spoken));
    }

    private static Optional<CompletableFuture<String>> said(String text) {
        return Optional.of(CompletableFuture.completedFuture(text));
    }

    private CompletableFuture<String> answer(String command, Spoken spoken) {
        return spoken instanceof Spoken.Going going
                ? execution.travel(command, going)
                : CompletableFuture.completedFuture(((Spoken.Said) spoken).text());
    }

    private String help() {
        return target.timeTravel()
                        .map(TimeTravel::words)
                        .map(words -> words + "\n")
                        .orElse("")
                + OWN_HELP;
    }
}
