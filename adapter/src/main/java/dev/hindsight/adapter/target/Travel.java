package dev.hindsight.adapter.target;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;

/**
 * How a plan moves forward. Valid only inside that plan, on the machine's thread.
 *
 * <p>Every method that travels returns {@link Stop.Reason#PAUSE} soon after an interrupt; a plan passes that on.
 */
public interface Travel {
    /** No limit of steps. */
    long NO_LIMIT = Long.MAX_VALUE;

    /** Reads the machine where it stands now; ask again after each travel. */
    Inspector now();

    /** Forward to {@code limit}, honouring a breakpoint at the present pc. */
    Stop forward(StopPoints stops, long limit);

    /** As {@link #forward}, but a breakpoint at the present pc is stepped off first. */
    Stop resume(StopPoints stops, long limit);

    /** So many steps of one hart; no stop points. */
    Stop stepForward(int hart, long count);

    /** The stop that a plan reports when it arrived by its own judgement. */
    Stop arrived(Stop.Reason reason, String description);

    default long step() {
        return now().steps();
    }
}
