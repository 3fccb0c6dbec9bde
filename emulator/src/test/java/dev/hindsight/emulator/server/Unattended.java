package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.Move;
import dev.hindsight.emulator.session.Mover;
import dev.hindsight.emulator.timeline.Stop;

/** Lets the machine run, as one that was told to run at once does. */
final class Unattended implements Move {
    @Override
    public Stop on(Mover mover) {
        return mover.forward(StopPoints.NONE, Mover.NO_LIMIT);
    }

    @Override
    public boolean isUnattended() {
        return true;
    }
}
