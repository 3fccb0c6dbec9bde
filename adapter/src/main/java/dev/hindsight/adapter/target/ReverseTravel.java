package dev.hindsight.adapter.target;

import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;

/** How a plan moves in both directions. */
public interface ReverseTravel extends Travel {
    /** Which branch of history this is; steps of one branch mean nothing on another. */
    int branch();

    /**
     * To the last place before this one where one of {@code stops} was met, but not before {@code limit}: START where
     * history begins, otherwise STEP where nothing is found. An interrupted search ends where it started.
     */
    Stop backward(StopPoints stops, long limit);

    /** To before the last step that {@code hart} made; START at the beginning of history. */
    Stop stepBackward(int hart);

    /** To a step of this branch. */
    Stop seek(long step);
}
