package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.frames.Frame;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;

/** Out of the present call, to just behind it in the caller; out of an inlined copy, to the next statement around it. */
final class StepOut implements Move<Mover> {
    private final CodeView code;
    private final ForwardRun run;
    private final int hart;

    StepOut(CodeView code, UserStops user, int hart) {
        this.code = code;
        this.run = new ForwardRun(code, user);
        this.hart = hart;
    }

    @Override
    public Stop on(Mover mover) {
        Optional<Activation> call = Activation.at(mover.now(), hart, code);
        Optional<Frame> caller = code.caller(mover.now(), hart);
        Goal goal = Spot.at(mover.now(), hart, code)
                .filter(spot -> spot.inlineDepth() > 0)
                .map(Spot::linesAround)
                .orElse(new Goal(hart));
        if (call.isPresent() && caller.isPresent()) {
            goal.or(caller.get().pc(), at -> call.get().isOutside(at.now(), code));
        }
        if (goal.addresses().isEmpty()) {
            return mover.arrived(Stop.Reason.PAUSE, "The caller of this code is unknown.");
        }
        return run.resume(mover, goal, Mover.NO_LIMIT);
    }
}
