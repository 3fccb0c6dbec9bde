package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ! D k vAttach vKill vRun R qAttached}: how a debugger comes to a guest that runs already, and leaves it. */
final class ProcessCommands implements PacketGroup {
    /** What gdb's {@code run} is given to go to a bookmark, by number or name: {@code c3}, {@code c NAME}. */
    private static final Pattern TO_BOOKMARK = Pattern.compile("c ?(\\S+)");

    private final TimelineClient client;
    private final GdbPeer peer;
    private final BreakpointTable table;
    private final ResumeHandler resumes;
    private final KillState killed;
    private final OtherClients otherClients;
    private final Runnable quit;
    private boolean extended;
    private String wordsOfLastRun = "";

    ProcessCommands(
            TimelineClient client,
            GdbPeer peer,
            BreakpointTable table,
            ResumeHandler resumes,
            KillState killed,
            OtherClients otherClients,
            Runnable quit) {
        this.client = client;
        this.peer = peer;
        this.table = table;
        this.resumes = resumes;
        this.killed = killed;
        this.otherClients = otherClients;
        this.quit = quit;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                // Attached, not started: gdb detaches when it quits, where it would otherwise kill.
                "qAttached", arguments -> "1",
                "vAttach;", arguments -> attach(),
                "vRun;", this::run,
                "R", this::restart,
                "!", arguments -> extend(),
                "D", arguments -> detach(),
                "k", arguments -> hangUp(),
                "vKill;", arguments -> kill());
    }

    private String extend() {
        extended = true;
        return "OK";
    }

    private String detach() {
        table.clear();
        return "OK";
    }

    private String attach() {
        killed.set(false);
        return resumes.standing();
    }

    /** [GDB manual, k packet] It has no answer. */
    private String hangUp() {
        if (extended) {
            kill();
            peer.staySilent();
        } else {
            peer.hangUp();
        }
        return "";
    }

    /** An extended remote outlives its program: gdb's {@code run} kills before it starts anew. */
    private String kill() {
        table.clear();
        if (extended) {
            killed.set(true);
        } else {
            peer.afterReply(quit);
        }
        return "OK";
    }

    /** Which program is no question: there is one. */
    private String run(PacketCursor arguments) {
        arguments.until(';');
        List<String> words = new ArrayList<>();
        while (!arguments.atEnd()) {
            words.add(Hex.text(arguments.until(';')));
        }
        String reply = run(String.join(" ", words));
        killed.set(false);
        return reply;
    }

    /**
     * gdb keeps the words of a run and sends them again with a run that has none, unless our commands file makes it forget
     * them: the same ones once more mean the start.
     */
    private String run(String words) {
        boolean again = words.equals(wordsOfLastRun) && !otherClients.accompanied();
        if (words.isEmpty() || again) {
            String reply = resumes.begin(ProcessCommands::toTheStart);
            if (again && !words.isEmpty()) {
                otherClients.note(
                        "gdb sent '" + words + "' again, as it does for a run without arguments: this run began at "
                                + "step 0; to go to a bookmark again, use monitor restart.");
            }
            return reply;
        }
        Bookmark bookmark = bookmark(words);
        wordsOfLastRun = words;
        return resumes.beginStanding(mover -> mover.seek(bookmark.mark()));
    }

    private Bookmark bookmark(String words) {
        Matcher name = TO_BOOKMARK.matcher(words);
        if (!name.matches()) {
            throw new RspException("A guest takes no arguments; run c3 goes to bookmark 3.");
        }
        return client.history()
                .bookmark(name.group(1))
                .orElseThrow(() -> new RspException("There is no bookmark '" + name.group(1) + "'."));
    }

    /** [GDB manual, R packet] It has no answer. */
    private String restart(PacketCursor arguments) {
        arguments.hex();
        arguments.expectEnd();
        resumes.make(ProcessCommands::toTheStart);
        killed.set(false);
        peer.staySilent();
        return "";
    }

    private static Stop toTheStart(TimelineMover mover) {
        return mover.seek(0);
    }
}
