package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.adapter.target.HartAt;
import dev.hindsight.adapter.target.Target;
import dev.hindsight.adapter.target.Travel;
import dev.hindsight.emulator.timeline.Stop;
import java.util.OptionalLong;

/** One instruction of a hart; a call as a whole, if so wanted. */
final class StepInstruction implements Target.Plan {
    private final CodeView code;
    private final ForwardRun run;
    private final int hart;
    private final boolean over;

    StepInstruction(CodeView code, UserStops user, int hart, boolean over) {
        this.code = code;
        this.run = new ForwardRun(code, user);
        this.hart = hart;
        this.over = over;
    }

    @Override
    public Stop on(Travel travel) {
        var before = new HartAt(travel.now(), hart);
        byte[] bytes = before.read(before.pc(), 4);
        if (over && CallSites.isCall(bytes, code.is64())) {
            OptionalLong sp = before.read(Registers.SP);
            Goal back = new Goal(hart)
                    .or(
                            code.program().canonical(before.pc() + CallSites.length(bytes)),
                            at -> at.now().register(hart, Registers.SP).equals(sp));
            return run.resume(travel, back, Travel.NO_LIMIT);
        }
        return run.step(travel, hart);
    }
}
