package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.client.Client;
import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.command.Commands;
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

    private static final Commands COMMANDS = Commands.standard();

    private final Client target;
    private final Execution execution;

    DebugConsole(Client target, Execution execution) {
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
        return target.timeline()
                .filter(client -> COMMANDS.knows(name))
                .map(client -> perform(text.strip(), COMMANDS.answer(text, client)));
    }

    private static Optional<CompletableFuture<String>> said(String text) {
        return Optional.of(CompletableFuture.completedFuture(text));
    }

    private CompletableFuture<String> perform(String command, Answer answer) {
        return answer instanceof Answer.Going going
                ? execution.travel(command, going)
                : CompletableFuture.completedFuture(((Answer.Said) answer).text());
    }

    private String help() {
        return (target.timeline().isPresent() ? COMMANDS.help() + "\n" : "") + OWN_HELP;
    }
}
