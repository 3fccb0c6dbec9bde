package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Registers;
import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.timeline.Stop;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * To the next line by the line table alone, as in assembler files, where nothing says which code is one function or who
 * called it: instruction by instruction until the line is left. Calls and traps are gone over as a whole.
 */
final class StepTableLine implements Move<Mover> {
    /** Instructions before a line is taken for a loop and run at full speed. */
    private static final int PATIENCE = 200;

    private static final int VECTORS = 4 * 64;

    private final CodeView code;
    private final ForwardRun run;
    private final StepInto stepInto;
    private final StepInstruction instruction;
    private final int hart;
    private final boolean into;

    StepTableLine(CodeView code, UserStops user, int hart, boolean into) {
        this.code = code;
        this.run = new ForwardRun(code, user);
        this.stepInto = new StepInto(code, user, hart);
        this.instruction = new StepInstruction(code, user, hart, true);
        this.hart = hart;
        this.into = into;
    }

    @Override
    public Stop on(Mover mover) {
        SourceLine line = code.onlyLine(mover.now(), hart).orElseThrow();
        Stop stop = instruction(mover);
        for (int count = 1; stop.reason() == Stop.Reason.STEP && line.contains(pc(mover)); count++) {
            stop = count < PATIENCE || mayLeave(mover) ? instruction(mover) : loop(mover, line);
        }
        return stop;
    }

    private Stop instruction(Mover mover) {
        var before = new HartAt(mover.now(), hart);
        long pc = pc(mover);
        byte[] bytes = before.read(pc, 4);
        Predicate<Mover> sameStack = code.sameStack(mover.now(), hart);
        Goal behind = new Goal(hart).or(code.program().canonical(pc + CallSites.length(bytes)), sameStack);
        if (CallSites.isCall(bytes, code.is64())) {
            return into ? stepInto.enter(mover, behind) : instruction.on(mover);
        }
        Stop stop = run.step(mover, hart);
        boolean trapped = stop.reason() == Stop.Reason.STEP && isTrapOf(mover, pc);
        return trapped ? run.forward(mover, behind.or(pc, sameStack), Mover.NO_LIMIT) : stop;
    }

    /** Through a loop to where another line begins, or to an instruction that needs a closer look. */
    private Stop loop(Mover mover, SourceLine line) {
        var goal = new Goal(hart);
        code.program().linesAround(line.start()).stream()
                .filter(other -> !other.equals(line))
                .forEach(other -> goal.or(other.start(), at -> true));
        for (long pc = line.start();
                line.contains(pc);
                pc += CallSites.length(mover.now().read(hart, pc, 4))) {
            if (mayLeave(mover.now().read(hart, pc, 4))) {
                goal.or(pc, at -> true);
            }
        }
        return run.resume(mover, goal, Mover.NO_LIMIT);
    }

    private boolean mayLeave(Mover mover) {
        return mayLeave(mover.now().read(hart, pc(mover), 4));
    }

    private boolean mayLeave(byte[] instruction) {
        return CallSites.isCall(instruction, code.is64()) || CallSites.isReturn(instruction);
    }

    /** Whether the last step was a trap that came at {@code pc}. */
    private boolean isTrapOf(Mover mover, long pc) {
        return isTrapOf(mover, pc, Csr.MEPC, Csr.MTVEC) || isTrapOf(mover, pc, Csr.SEPC, Csr.STVEC);
    }

    private boolean isTrapOf(Mover mover, long pc, int epc, int tvec) {
        var state = new HartAt(mover.now(), hart);
        OptionalLong from = state.read(Registers.CSR0 + epc);
        OptionalLong handler = state.read(Registers.CSR0 + tvec);
        return from.isPresent()
                && handler.isPresent()
                && code.program().canonical(from.getAsLong()) == pc
                && Long.compareUnsigned(pc(mover) - code.program().canonical(handler.getAsLong() & ~3L), VECTORS) < 0;
    }

    private long pc(Mover mover) {
        return code.pc(mover.now(), hart);
    }
}
