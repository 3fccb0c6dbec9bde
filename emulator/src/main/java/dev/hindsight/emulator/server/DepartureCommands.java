package dev.hindsight.emulator.server;

import dev.hindsight.emulator.session.Mover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Map;

/** {@code ! D k vKill vRun qAttached …}: how a debugger comes to a guest that runs already, and leaves it. */
final class DepartureCommands implements CommandGroup {
    private final Peer peer;
    private final Points points;
    private final Travel travel;
    private final Runnable quit;
    private boolean extended;

    DepartureCommands(Peer peer, Points points, Travel travel, Runnable quit) {
        this.peer = peer;
        this.points = points;
        this.travel = travel;
        this.quit = quit;
    }

    @Override
    public Map<String, Command> commands() {
        return Map.of(
                // Attached, not started: gdb detaches when it quits, where it would otherwise kill.
                "qAttached", arguments -> "1",
                "vAttach;", arguments -> travel.standing(),
                "vRun;", arguments -> travel.resume(DepartureCommands::restart),
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
        points.clear();
        return "OK";
    }

    private String hangUp() {
        peer.hangUp();
        return "";
    }

    /** An extended remote outlives its program: gdb's {@code run} kills before it starts anew. */
    private String kill() {
        points.clear();
        if (!extended) {
            peer.afterReply(quit);
        }
        return "OK";
    }

    private static Stop restart(Mover mover) {
        mover.seek(0);
        return mover.arrived(Stop.Reason.STEP, "");
    }
}
