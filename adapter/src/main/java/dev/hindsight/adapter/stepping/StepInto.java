package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.emulator.client.Mover;
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
    Stop enter(Mover mover, Goal goal) {
        Stop entry = mover.stepForward(hart, 1);
        if (entry.reason() != Stop.Reason.STEP) {
            return entry;
        }
        Optional<Activation> call = Activation.at(mover.now(), hart, code);
        long pc = code.pc(mover.now(), hart);
        Optional<Function> function = call.map(Activation::function).filter(it -> hasSource(it, pc));
        if (function.isEmpty()) {
            return run.forward(mover, goal, Mover.NO_LIMIT);
        }
        long body = function.get().prologueEnd();
        Goal behindPrologue = new Goal(hart).or(body, at -> call.get().runs(at.now(), code));
        return run.forward(mover, behindPrologue, Mover.NO_LIMIT);
    }

    private boolean hasSource(Function function, long pc) {
        return function.low() == pc && code.program().lineAt(pc).isPresent();
    }
}
