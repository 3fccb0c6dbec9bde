package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.command.Arguments;
import dev.hindsight.emulator.command.CommandException;
import dev.hindsight.emulator.command.Commands;
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
    private final TimelineClient client;
    private final ResumeHandler resumes;
    private final OtherClients otherClients;
    private final Commands table;

    MonitorCommands(TimelineClient client, ResumeHandler resumes, OtherClients otherClients, Commands table) {
        this.client = client;
        this.resumes = resumes;
        this.otherClients = otherClients;
        this.table = table;
    }

    /** The words, and those for gdb alone; but for {@code quit} they are what tools send to other servers. */
    static Commands words(GdbPeer peer, PendingMove pendingMove, BreakpointTable table, Runnable quit) {
        return Commands.with(() -> List.of(
                word("halt", "stop a machine that reset run started", MonitorCommands::halt),
                new dev.hindsight.emulator.command.Command(
                        "ebreak",
                        "[guest|stop]",
                        "stop this gdb before an EBREAK, or let the guest take its exception at once (default)",
                        (arguments, client) -> ebreak(arguments, table)),
                word("gdb_sync", "make gdb's next stepi only fetch the current state of the machine", client -> {
                    pendingMove.want(PendingMove.JOIN);
                    return Answer.said("");
                }),
                word("quit", "end the server, for every client", client -> quit(peer, quit)),
                word("exit", "the same as quit", client -> quit(peer, quit))));
    }

    private static dev.hindsight.emulator.command.Command word(
            String name, String help, Function<TimelineClient, Answer> action) {
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
            default -> throw new CommandException("ebreak takes guest or stop, not '" + then + "'.");
        }
        return Answer.said(
                table.stopsBeforeEbreak()
                        ? "This gdb stops before an EBREAK; when it continues, the guest takes the exception."
                        : "The guest takes the exception of an EBREAK at once.");
    }

    private static Answer halt(TimelineClient client) {
        return client.stopUnattended()
                ? Answer.going(mover -> mover.arrived(Stop.Reason.STEP, "halted"))
                : Answer.said("The machine is at step " + client.view().step() + ".");
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
        } catch (RefusedException refused) {
            // Within qRcmd gdb takes an error for garbage: a refusal is a text like any other.
            return String.valueOf(refused.getMessage());
        }
    }

    private String perform(Answer answer) {
        if (answer instanceof Answer.Going going && going.plan().isUnattended()) {
            resumes.runUnattended(going.plan());
            return "The machine is running; monitor halt stops it, and so does any command that moves it.";
        }
        if (answer instanceof Answer.Going going) {
            String told = going.told().apply(resumes.make(going.plan()));
            return otherClients.tellOfJump()
                    ? told
                    : told + "\nTo refresh gdb's registers: maintenance flush register-cache";
        }
        return ((Answer.Said) answer).text();
    }

    private static Answer quit(GdbPeer peer, Runnable quit) {
        peer.afterReply(quit);
        return Answer.said("The server ends.");
    }
}
