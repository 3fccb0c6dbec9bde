package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;

/** Lets the machine run, as one that was told to run at once does. */
final class Unattended implements Move<TimelineMover> {
    @Override
    public Stop on(TimelineMover mover) {
        return mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
    }

    @Override
    public boolean isUnattended() {
        return true;
    }
}
