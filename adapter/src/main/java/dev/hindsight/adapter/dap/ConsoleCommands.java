package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.target.Target;
import java.util.Optional;

/** What can be typed in the Debug Console besides expressions. */
final class ConsoleCommands {
    private static final String HELP = """
            input TEXT   type TEXT on the guest's console; \\n, \\t, \\r, \\b, \\xHH as in C
            when         where in time the machine is
            goto STEP    travel to a step; +N and -N count from here
            NAME = EXPR  change a variable, a register ($a0) or memory (*p)
            help         this text; anything else is a C expression""";

    private final Target target;
    private final Execution execution;
    private final TimeScope time;

    ConsoleCommands(Target target, Execution execution, TimeScope time) {
        this.target = target;
        this.execution = execution;
        this.time = time;
    }

    void requireStopped() {
        execution.requireStopped();
    }

    /** Performs the command and says what came of it; empty if the line is no command. */
    Optional<String> perform(String line) {
        String text = line.stripLeading();
        String name = text.split("\\s", 2)[0];
        String rest = text.length() > name.length() ? text.substring(name.length() + 1) : "";
        return switch (name) {
            case "input" -> Optional.of(input(rest));
            case "when" -> rest.isBlank() ? Optional.of(when()) : Optional.empty();
            case "goto" -> Optional.of(travel(rest.strip()));
            case "help" -> rest.isBlank() ? Optional.of(HELP) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private String input(String text) {
        target.type(CEscapes.bytes(text));
        return "";
    }

    private String when() {
        requireStopped();
        return time.sentence();
    }

    private String travel(String where) {
        if (!where.matches("[+-]?\\d{1,18}")) {
            throw new RequestException("goto needs a step: goto 1000, goto +10 or goto -10.");
        }
        requireStopped();
        long number = Long.parseLong(where);
        boolean relative = where.startsWith("+") || where.startsWith("-");
        long here = target.read(now -> now.steps());
        execution.travelTo(Math.max(0, relative ? here + number : number));
        return "";
    }
}
