package dev.hindsight.emulator.server;

import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.command.Arguments;
import dev.hindsight.emulator.command.CommandException;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code qRcmd}: what gdb's user types after {@code monitor}, in the words of {@link Commands}. */
final class MonitorCommands implements PacketGroup {
    private final Client client;
    private final ResumeHandler resumes;
    private final OtherClients otherClients;
    private final Commands table;

    MonitorCommands(Client client, ResumeHandler resumes, OtherClients otherClients, Commands table) {
        this.client = client;
        this.resumes = resumes;
        this.otherClients = otherClients;
        this.table = table;
    }

    /** The words, and those for gdb alone; but for {@code quit} they are what tools send to other servers. */
    static Commands words(GdbPeer peer, PendingMove pendingMove, BreakpointTable table, Runnable quit) {
        return Commands.with(() -> List.of(
                word("halt", "stop a machine that reset run has started", MonitorCommands::halt),
                new dev.hindsight.emulator.command.Command(
                        "ebreak",
                        "[guest|stop]",
                        "whether this gdb stops before an EBREAK, or the guest has its trap at once, as at first",
                        (arguments, client) -> ebreak(arguments, table)),
                word("gdb_sync", "let gdb's next stepi only look where the machine stands", client -> {
                    pendingMove.want(PendingMove.JOIN);
                    return Answer.said("");
                }),
                word("quit", "end the machine, for every client", client -> quit(peer, quit)),
                word("exit", "the same", client -> quit(peer, quit))));
    }

    private static dev.hindsight.emulator.command.Command word(
            String name, String help, Function<Client, Answer> action) {
        return new dev.hindsight.emulator.command.Command(name, "", help, (arguments, client) -> {
            arguments.end();
            return action.apply(client);
        });
    }

    private static Answer ebreak(Arguments arguments, BreakpointTable table) {
        String then = arguments.next().orElse("");
        arguments.end();
        switch (then) {
            case "" -> {}
            case "guest" -> table.stopBeforeEbreak(false);
            case "stop" -> table.stopBeforeEbreak(true);
            default -> throw new CommandException("After ebreak can follow guest or stop, not '" + then + "'.");
        }
        return Answer.said(
                table.stopsBeforeEbreak()
                        ? "This gdb stops before an EBREAK; going on delivers its trap to the guest."
                        : "The guest has the trap of an EBREAK at once.");
    }

    private static Answer halt(Client client) {
        return client.stopUnattended()
                ? Answer.going(mover -> mover.arrived(Stop.Reason.STEP, "halted"))
                : Answer.said("The machine stands at step " + client.view().step() + ".");
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("qRcmd,", this::run);
    }

    private String run(PacketCursor arguments) {
        String answer = answer(Hex.text(arguments.rest()).stripLeading());
        String text = Stream.concat(otherClients.news().stream(), Stream.of(answer))
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
        if (answer instanceof Answer.Going going && going.plan().isUnattended()) {
            resumes.runUnattended(going.plan());
            return "The machine runs; monitor halt stops it, and so does whatever moves it.";
        }
        if (answer instanceof Answer.Going going) {
            String told = going.told().apply(resumes.make(going.plan()));
            return otherClients.tellOfJump()
                    ? told
                    : told + "\nTo make gdb look again: maintenance flush register-cache";
        }
        return ((Answer.Said) answer).text();
    }

    private static Answer quit(GdbPeer peer, Runnable quit) {
        peer.afterReply(quit);
        return Answer.said("The machine ends.");
    }
}
