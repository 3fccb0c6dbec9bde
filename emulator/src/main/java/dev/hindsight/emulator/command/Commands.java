package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.TimelineClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The table of commands: from the word typed to what it does. {@code help} follows from the rows. */
public final class Commands {
    private static final List<CommandGroup> GROUPS = List.of(
            new TravelCommands(),
            new FindCommands(),
            new PlaceCommands(),
            new ConsoleCommands(),
            new MachineCommands(),
            new BranchCommands(),
            new HistoryCommands());

    private final Map<String, Command> byName = new LinkedHashMap<>();

    private Commands(List<CommandGroup> groups) {
        groups.forEach(group -> group.commands().forEach(this::add));
        add(new Command(
                "help", "[COMMAND]", "list the commands, or explain one", (arguments, client) -> help(arguments)));
    }

    /** What every front end offers. */
    public static Commands standard() {
        return new Commands(GROUPS);
    }

    /** With commands that only one front end has. */
    public static Commands with(CommandGroup own) {
        List<CommandGroup> groups = new ArrayList<>(GROUPS);
        groups.add(own);
        return new Commands(groups);
    }

    private void add(Command command) {
        if (byName.put(command.name(), command) != null) {
            throw new IllegalStateException("two commands for " + command.name());
        }
    }

    public boolean knows(String word) {
        return byName.containsKey(word);
    }

    /** Performs what {@code line} says, for {@code client}; throws {@link CommandException} where it says nothing. */
    public Answer answer(String line, TimelineClient client) {
        String[] words = line.stripLeading().split("\\s", 2);
        Command command = find(words[0]);
        String arguments = words.length > 1 ? words[1] : "";
        return command.handler().perform(new Arguments(command.usage(), arguments), client);
    }

    private Command find(String name) {
        Command command = byName.get(name);
        if (command == null) {
            throw new CommandException("There is no command '" + name + "'; try: help");
        }
        return command;
    }

    private Answer help(Arguments arguments) {
        String name = arguments.next().orElse("");
        arguments.end();
        return Answer.said(name.isEmpty() ? help() : line(find(name), 0));
    }

    /** One line a command. */
    public String help() {
        int width = byName.values().stream()
                .mapToInt(command -> command.usage().length())
                .max()
                .orElse(0);
        return byName.values().stream().map(command -> line(command, width)).collect(Collectors.joining("\n"));
    }

    private static String line(Command command, int width) {
        String usage = command.usage();
        return usage + " ".repeat(Math.max(0, width - usage.length())) + "  " + command.help();
    }
}
