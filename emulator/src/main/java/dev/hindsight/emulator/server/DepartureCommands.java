package dev.hindsight.emulator.server;

import dev.hindsight.emulator.session.Mover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Map;

/** {@code D k vKill qAttached …}: how a debugger comes to a guest that runs already, and leaves it. */
final class DepartureCommands implements CommandGroup {
    private final Peer peer;
    private final Points points;
    private final Travel travel;
    private final Runnable quit;

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
                "D",
                        arguments -> {
                            points.clear();
                            return "OK";
                        },
                "k",
                        arguments -> {
                            peer.hangUp();
                            return "";
                        },
                "vKill;",
                        arguments -> {
                            peer.afterReply(quit);
                            return "OK";
                        });
    }

    private static Stop restart(Mover mover) {
        mover.seek(0);
        return mover.arrived(Stop.Reason.STEP, "");
    }
}
