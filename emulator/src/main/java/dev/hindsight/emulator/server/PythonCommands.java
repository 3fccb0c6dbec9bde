package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.command.Answer;
import dev.hindsight.emulator.command.Commands;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import java.util.Map;

/**
 * {@code qHindsight.…}: what our commands file inside gdb asks.
 *
 * <ul>
 *   <li>{@code qHindsight.name}: what this debugger is called, for {@link NotificationConnection}; {@code =} and a text.
 *   <li>{@code qHindsight.say:LINE}: a line in the words of {@code monitor}. The answer is {@code =} and a text; {@code -}
 *       and why not; or {@code >}, a move that the next resume makes, whatever it says.
 *   <li>{@code qHindsight.line}: what follows is a step of a line backward; {@code =}.
 *   <li>{@code qHindsight.divert}: what gdb does from now on is a diversion; {@code =}, or {@code -} and why not. It ends
 *       with {@code qHindsight.end}, or {@code qHindsight.keep} where it is to become a branch.
 *   <li>{@code qHindsight.told}: what that resume has to say: {@code =} and a text, {@code -} where nothing was found. It
 *       also forgets a move that no resume came for.
 *   <li>{@code qHindsight.join}: {@code >}, and who did what, where the machine stands elsewhere than gdb believes: the
 *       next resume stops at once, there; otherwise {@code =}.
 *   <li>{@code qHindsight.follow}: the same where its own user moved it there by {@code monitor}.
 * </ul>
 *
 * Texts are in hexadecimal.
 */
final class PythonCommands implements PacketGroup {
    private final TimelineClient client;
    private final Commands words;
    private final OtherClients otherClients;
    private final PendingMove pendingMove;
    private final Threads threads;

    PythonCommands(
            TimelineClient client,
            Commands words,
            OtherClients otherClients,
            PendingMove pendingMove,
            Threads threads) {
        this.client = client;
        this.words = words;
        this.otherClients = otherClients;
        this.pendingMove = pendingMove;
        this.threads = threads;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                "qHindsight.name", arguments -> name(),
                "qHindsight.say:", this::say,
                "qHindsight.join", arguments -> whereItStands(otherClients.left(client)),
                "qHindsight.follow", arguments -> whereItStands(otherClients.jumped()),
                "qHindsight.line", arguments -> line(),
                "qHindsight.divert", arguments -> unlessRefused(client::divert),
                "qHindsight.end", arguments -> unlessRefused(() -> client.endDiversion(false)),
                "qHindsight.keep", arguments -> unlessRefused(() -> client.endDiversion(true)),
                "qHindsight.told", arguments -> told());
    }

    private String name() {
        otherClients.accompany();
        return yes(client.name());
    }

    private String line() {
        threads.stepsLine(true);
        return "=";
    }

    private String say(PacketCursor arguments) {
        try {
            Answer answer = words.answer(Hex.text(arguments.rest()), client);
            if (answer instanceof Answer.Going going) {
                pendingMove.want(going);
                return ">";
            }
            return yes(((Answer.Said) answer).text());
        } catch (RefusedException refused) {
            return no(String.valueOf(refused.getMessage()));
        }
    }

    private static String unlessRefused(Runnable action) {
        try {
            action.run();
            return "=";
        } catch (RefusedException refused) {
            return no(String.valueOf(refused.getMessage()));
        }
    }

    private String whereItStands(boolean elsewhere) {
        if (!elsewhere) {
            return "=";
        }
        pendingMove.want(PendingMove.JOIN);
        return ">" + Hex.ofText(otherClients.lastAct());
    }

    private String told() {
        boolean made = pendingMove.take().isEmpty();
        return made && pendingMove.found()
                ? yes(pendingMove.told())
                : no(made ? pendingMove.told() : "Nothing was resumed.");
    }

    private static String yes(String text) {
        return "=" + Hex.ofText(text);
    }

    private static String no(String text) {
        return "-" + Hex.ofText(text);
    }
}
