package dev.hindsight.emulator.server;

import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.command.Arguments;
import dev.hindsight.emulator.command.CommandException;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code qRcmd}: what gdb's user types after {@code monitor}, in the words of {@link Commands}. */
final class MonitorCommands implements CommandGroup {
    private final Client client;
    private final Travel travel;
    private final Neighbours neighbours;
    private final Commands table;

    MonitorCommands(Client client, Travel travel, Neighbours neighbours, Commands table) {
        this.client = client;
        this.travel = travel;
        this.neighbours = neighbours;
        this.table = table;
    }

    /** The words, and one for gdb alone: {@code quit} ends the machine. */
    static Commands words(Peer peer, Runnable quit) {
        return Commands.with(() -> List.of(new dev.hindsight.emulator.command.Command(
                "quit", "", "end the machine, for every client", (arguments, user) -> quit(arguments, peer, quit))));
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("qRcmd,", this::run);
    }

    private String run(PacketCursor arguments) {
        String answer = answer(Hex.text(arguments.rest()).stripLeading());
        String text = Stream.concat(neighbours.news().stream(), Stream.of(answer))
                .filter(line -> !line.isEmpty())
                .map(line -> Hex.ofText(line + "\n"))
                .collect(Collectors.joining());
        return text.isEmpty() ? "OK" : text;
    }

    private String answer(String line) {
        String word = line.split("\\s", 2)[0];
        if (!word.isEmpty() && !table.knows(word)) {
            return "There is no command '" + word + "'; try: monitor help";
        }
        try {
            return perform(table.answer(line.isEmpty() ? "help" : line, client));
        } catch (CommandException | SessionException refused) {
            // Within qRcmd gdb takes an error for garbage: a refusal is a text like any other.
            return String.valueOf(refused.getMessage());
        }
    }

    private String perform(Answer answer) {
        if (answer instanceof Answer.Going going) {
            String told = going.told().apply(travel.make(going.plan()));
            return neighbours.tellOfJump() ? told : told + "\nTo make gdb look again: maintenance flush register-cache";
        }
        return ((Answer.Said) answer).text();
    }

    private static Answer quit(Arguments arguments, Peer peer, Runnable quit) {
        arguments.end();
        peer.afterReply(quit);
        return Answer.said("The machine ends.");
    }
}
