package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.target.Travel;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;

/** From an instruction that calls into what it calls. */
final class StepInto {
    private final CodeView code;
    private final ForwardRun run;
    private final int hart;

    StepInto(CodeView code, UserStops user, int hart) {
        this.code = code;
        this.run = new ForwardRun(code, user);
        this.hart = hart;
    }

    /** Into the function that is called here, behind its prologue; on to the goal if it has no source. */
    Stop enter(Travel travel, Goal goal) {
        Stop entry = travel.stepForward(hart, 1);
        if (entry.reason() != Stop.Reason.STEP) {
            return entry;
        }
        Optional<Activation> call = Activation.at(travel.now(), hart, code);
        long pc = code.pc(travel.now(), hart);
        Optional<Function> function = call.map(Activation::function).filter(it -> hasSource(it, pc));
        if (function.isEmpty()) {
            return run.forward(travel, goal, Travel.NO_LIMIT);
        }
        long body = function.get().prologueEnd();
        Goal behindPrologue = new Goal(hart).or(body, at -> call.get().runs(at.now(), code));
        return run.forward(travel, behindPrologue, Travel.NO_LIMIT);
    }

    private boolean hasSource(Function function, long pc) {
        return function.low() == pc && code.program().lineAt(pc).isPresent();
    }
}
