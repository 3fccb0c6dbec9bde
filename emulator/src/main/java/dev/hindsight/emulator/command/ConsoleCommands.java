package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.ConsoleLine;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.timeline.Moment;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The guest's console: what it said, and what is typed to it. */
final class ConsoleCommands implements CommandGroup {
    private static final int LINES = 20;

    @Override
    public List<Command> commands() {
        return List.of(
                new Command(
                        "console",
                        "[LINES]",
                        "show what the guest printed last, and at which steps",
                        ConsoleCommands::console),
                new Command(
                        "input",
                        "TEXT",
                        "type on the guest's console; \\n, \\t, \\r, \\b, \\xHH as in C",
                        ConsoleCommands::input));
    }

    private static Answer input(Arguments arguments, TimelineClient client) {
        client.type(CEscapes.bytes(arguments.typed()));
        return Answer.said("");
    }

    private static Answer console(Arguments arguments, TimelineClient client) {
        Optional<String> lines = arguments.next();
        arguments.end();
        int most = lines.map(ConsoleCommands::count).orElse(LINES);
        List<ConsoleLine> said = client.console(most);
        int present = client.view().branch();
        return Answer.said(
                said.isEmpty()
                        ? "The guest has printed nothing yet."
                        : said.stream().map(each -> line(each, present)).collect(Collectors.joining("\n")));
    }

    private static int count(String text) {
        if (!text.matches("[1-9]\\d{0,5}")) {
            throw new CommandException("'" + text + "' is not a number of lines.");
        }
        return Integer.parseInt(text);
    }

    private static String line(ConsoleLine line, int present) {
        Moment ended = line.ended();
        String branch = ended.branch() == present ? "" : " of branch " + ended.branch();
        return "step " + ended.step() + branch + "  " + line.text();
    }
}
