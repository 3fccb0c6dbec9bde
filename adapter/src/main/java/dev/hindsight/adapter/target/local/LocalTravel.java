package dev.hindsight.adapter.target.local;

import dev.hindsight.adapter.target.ReverseTravel;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.Mover;
import dev.hindsight.emulator.timeline.Stop;

/** A session's mover as travel. */
record LocalTravel(Mover mover) implements ReverseTravel {
    @Override
    public Inspector now() {
        return mover.now();
    }

    @Override
    public long step() {
        return mover.step();
    }

    @Override
    public Stop forward(StopPoints stops, long limit) {
        return mover.forward(stops, limit);
    }

    @Override
    public Stop resume(StopPoints stops, long limit) {
        return mover.resume(stops, limit);
    }

    @Override
    public Stop stepForward(int hart, long count) {
        return mover.stepForward(hart, count);
    }

    @Override
    public int branch() {
        return mover.moment().branch();
    }

    @Override
    public Stop backward(StopPoints stops, long limit) {
        return mover.backward(stops, limit);
    }

    @Override
    public Stop stepBackward(int hart) {
        return mover.stepBackward(hart);
    }

    @Override
    public Stop seek(long step) {
        return mover.seek(step);
    }

    @Override
    public Stop arrived(Stop.Reason reason, String description) {
        return mover.arrived(reason, description);
    }
}
