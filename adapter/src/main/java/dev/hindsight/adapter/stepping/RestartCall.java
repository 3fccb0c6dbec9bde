package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.timeline.Stop;

/** Back to the first instruction of a call that has not returned yet. */
final class RestartCall implements Move<ReverseMover> {
    private final CodeView code;
    private final Activation call;

    RestartCall(CodeView code, Activation call) {
        this.code = code;
        this.call = call;
    }

    @Override
    public Stop on(ReverseMover mover) {
        long entry = call.function().low();
        if (code.pc(mover.now(), call.hart()) == entry && isEntry(mover)) {
            return mover.arrived(Stop.Reason.STEP, "");
        }
        long origin = mover.step();
        var goal = new Goal(call.hart()).or(entry, this::isEntry);
        Stop stop = new GoalSearch(code).backward(mover, goal);
        if (stop.hit().isPresent()) {
            return mover.arrived(Stop.Reason.STEP, "");
        }
        mover.seek(origin);
        return stop.reason() == Stop.Reason.PAUSE
                ? stop
                : mover.arrived(
                        Stop.Reason.PAUSE,
                        "The call of %s is not in the recorded history."
                                .formatted(call.function().name()));
    }

    private boolean isEntry(Mover mover) {
        return call.isOutside(mover.now(), code);
    }
}
