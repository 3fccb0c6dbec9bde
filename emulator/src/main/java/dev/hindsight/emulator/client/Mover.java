package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;

/**
 * How a {@link Move} goes forward. Valid only inside that move, on the machine's thread.
 *
 * <p>Every method that moves returns {@link Stop.Reason#PAUSE} soon after {@link Client#interrupt()}, at the step reached
 * (a backward search: where it started). A plan must pass that on and return.
 */
public interface Mover {
    /** No limit of steps. */
    long NO_LIMIT = Long.MAX_VALUE;

    /** Reads the machine where it stands now; ask again after each move. */
    Inspector now();

    /**
     * Forward to the step {@code limit}, honouring {@code stops} from the very first step: a breakpoint at the present pc
     * stops at once. A target that knows no steps takes {@link #NO_LIMIT} only.
     */
    Stop forward(StopPoints stops, long limit);

    /** As {@link #forward}, but a breakpoint at the present pc is stepped off first (watches stay set). */
    Stop resume(StopPoints stops, long limit);

    /** So many steps of one hart forward: the schedule runs until that hart made them. No stop points. */
    Stop stepForward(int hart, long count);

    /** The stop that a plan reports when it arrived by its own judgement. */
    Stop arrived(Stop.Reason reason, String description);
}
