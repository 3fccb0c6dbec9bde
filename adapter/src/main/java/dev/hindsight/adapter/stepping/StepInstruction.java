package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.OptionalLong;

/** One instruction of a hart; a call as a whole, if so wanted. */
final class StepInstruction implements Move<Mover> {
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
    public Stop on(Mover mover) {
        var before = new HartAt(mover.now(), hart);
        byte[] bytes = before.read(before.pc(), 4);
        if (over && CallSites.isCall(bytes, code.is64())) {
            OptionalLong sp = before.read(Registers.SP);
            Goal back = new Goal(hart)
                    .or(
                            code.program().canonical(before.pc() + CallSites.length(bytes)),
                            at -> at.now().register(hart, Registers.SP).equals(sp));
            return run.resume(mover, back, Mover.NO_LIMIT);
        }
        return run.step(mover, hart);
    }
}
