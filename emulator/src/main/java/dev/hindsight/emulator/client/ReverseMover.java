package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;

/** How a {@link Move} goes in both directions: it knows at which step of which branch it is. */
public interface ReverseMover extends Mover {
    /** Where the machine stands. Steps of one branch mean nothing on another. */
    Moment moment();

    default long step() {
        return moment().step();
    }

    /**
     * Backward to the last place before this one where one of {@code stops} was met, but not before {@code limit} (0 for
     * the start of history; then reason START, otherwise STEP where nothing is found). A breakpoint at the present pc
     * does not count. An interrupted search ends where it started.
     */
    Stop backward(StopPoints stops, long limit);

    /** To before the last step that {@code hart} made; START at the beginning of history. */
    Stop stepBackward(int hart);

    /**
     * To a step of this branch; beyond the end of what is recorded, records on. Reason STEP; START where {@code step} is
     * negative; EXIT or EXCEPTION where the guest came no further; PAUSE.
     */
    Stop seek(long step);
}
