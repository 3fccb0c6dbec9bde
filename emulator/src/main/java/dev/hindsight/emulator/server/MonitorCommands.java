package dev.hindsight.emulator.server;

import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.History;
import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.Map;

/** {@code qRcmd}: what gdb's user types after {@code monitor}. */
final class MonitorCommands implements CommandGroup {
    private static final String HELP = """
            when        the step at which you stand
            goto STEP   travel to a step: a number, +N, -N, start or end
            stats       how much history there is, and what it takes
            quit        end the machine, for every client
            help        this list
            """;

    private final Client client;
    private final Travel travel;
    private final Peer peer;
    private final Runnable quit;

    MonitorCommands(Client client, Travel travel, Peer peer, Runnable quit) {
        this.client = client;
        this.travel = travel;
        this.peer = peer;
        this.quit = quit;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of("qRcmd,", this::run);
    }

    private String run(PacketCursor arguments) {
        String line = Hex.text(arguments.rest()).strip();
        String[] words = line.split("\\s+", 2);
        return Hex.ofText(answer(words[0], words.length > 1 ? words[1] : "") + "\n");
    }

    private String answer(String command, String argument) {
        return switch (command) {
            case "when" -> when();
            case "goto" -> travelTo(argument);
            case "stats" -> stats();
            case "quit" -> quit();
            case "help", "" -> HELP.strip();
            default -> "There is no command '" + command + "'; try: monitor help";
        };
    }

    private String when() {
        Moment view = client.view();
        History history = client.history();
        String here = "step " + view.step() + ", branch " + view.branch() + ", history ends at step " + history.end();
        return view.equals(history.here())
                ? here
                : here + "; the machine was moved to step " + history.here().step();
    }

    private String travelTo(String place) {
        try {
            Stop stop = travel.seek(step(place, client.history()));
            String where = "step " + stop.step() + (stop.description().isEmpty() ? "" : ": " + stop.description());
            return where + "\nTo make gdb look again: maintenance flush register-cache";
        } catch (NumberFormatException e) {
            return "'" + place + "' is no step; try a number, +N, -N, start or end.";
        } catch (SessionException refused) {
            // Within qRcmd gdb takes an error for garbage: a refusal is a text like any other.
            return String.valueOf(refused.getMessage());
        }
    }

    private static long step(String place, History history) {
        if (place.equals("start")) {
            return history.start();
        }
        if (place.equals("end")) {
            return history.end();
        }
        long number = Long.parseLong(place);
        boolean relative = place.startsWith("+") || place.startsWith("-");
        return relative ? Math.max(-1, history.here().step() + number) : number;
    }

    private String stats() {
        History history = client.history();
        return String.format(
                "step %d of history %d to %d, %d branches, %d checkpoints, %.1f MiB",
                history.here().step(),
                history.start(),
                history.end(),
                history.branches().size(),
                history.checkpoints(),
                history.bytes() / 1048576.0);
    }

    private String quit() {
        peer.afterReply(quit);
        return "The machine ends.";
    }
}
