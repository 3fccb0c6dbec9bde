package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * What the user was told of the crashes and of the end that lie around the present place: resumed from there, the guest
 * goes on through a crash, and ends.
 */
final class ReportedStops {
    private final Set<Long> crashes = new HashSet<>();
    private boolean exit;

    /** Also to stop at the crashes that the user was not told of. */
    StopPoints andCrashes(StopPoints stops) {
        return stops.stoppingAtCrash(true, crashes);
    }

    /** Whether this is nothing new, or nothing that one is told of. */
    boolean knows(Exit happened) {
        return happened instanceof Exit.Halted ? exit : !(happened instanceof Exit.Crash);
    }

    Stop tell(Exit.Crash crash, Moment moment) {
        crashes.add(crash.epc());
        int cause = crash.cause() >>> 31 == 0 ? (int) crash.cause() : -1;
        return new Stop(Stop.Reason.EXCEPTION, moment, Optional.empty(), crash.text(), cause);
    }

    Stop tell(Exit.Halted halted, Moment moment) {
        Stop.Reason reason = exit ? Stop.Reason.ENDED : Stop.Reason.EXIT;
        String text = "The guest " + (exit ? "exited" : "exits") + " with status " + halted.status() + ".";
        exit = true;
        return new Stop(reason, moment, Optional.empty(), text, halted.status());
    }

    /** What happens next may not be the end that was told. */
    void forgetExit() {
        exit = false;
    }

    /** Who goes back may meet the same exit and the same crashes again, and is told again. */
    void forget() {
        crashes.clear();
        exit = false;
    }
}
