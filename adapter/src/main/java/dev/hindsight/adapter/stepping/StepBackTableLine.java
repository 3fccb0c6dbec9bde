package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.function.Predicate;

/** The inverse of {@link StepTableLine}: to the beginning of a line, and from there to that of the line that ran before. */
final class StepBackTableLine {
    /** Instructions before a line is taken for a loop and searched at full speed. */
    private static final int PATIENCE = 200;
    /** Of instructions, in bytes. */
    private static final int[] LENGTHS = {4, 2};

    private final CodeView code;
    private final GoalSearch search;
    private final int hart;

    StepBackTableLine(CodeView code, int hart) {
        this.code = code;
        this.search = new GoalSearch(code);
        this.hart = hart;
    }

    /** Ends in code of another kind at the instruction that ran before. */
    Stop toPreviousLine(ReverseMover mover, SourceLine line) {
        if (pc(mover) != line.start()) {
            return toBeginning(mover, line);
        }
        Stop stop = toPreviousInstruction(mover);
        Optional<SourceLine> before = code.onlyLine(mover.now(), hart);
        return stop.reason() == Stop.Reason.STEP && before.isPresent() ? toBeginning(mover, before.get()) : stop;
    }

    /** To where this run of instructions of one line began. */
    private Stop toBeginning(ReverseMover mover, SourceLine line) {
        long origin = mover.step();
        for (int count = 0; count < PATIENCE; count++) {
            long mark = mover.step();
            Stop stop = toPreviousInstruction(mover);
            if (stop.reason() == Stop.Reason.PAUSE) {
                return stop;
            }
            if (stop.reason() != Stop.Reason.STEP || !line.contains(pc(mover))) {
                mover.seek(mark);
                return arrived(mover);
            }
        }
        var others = new Goal(hart);
        code.program().linesAround(line.start()).stream()
                .filter(other -> !other.equals(line))
                .forEach(other -> others.or(other.start(), at -> true));
        Stop boundary = search.backward(mover, others);
        if (boundary.reason() == Stop.Reason.PAUSE) {
            return boundary;
        }
        Stop beginning = search.forward(mover, new Goal(hart).or(line.start(), at -> true), origin);
        if (beginning.hit().isEmpty()) {
            mover.seek(origin);
        }
        return beginning.reason() == Stop.Reason.PAUSE ? beginning : arrived(mover);
    }

    /** To the instruction that ran before in this code: calls and interrupts are gone over as a whole. */
    private Stop toPreviousInstruction(ReverseMover mover) {
        long pc = pc(mover);
        Predicate<Mover> sameStack = code.sameStack(mover.now(), hart);
        Stop stop = mover.stepBackward(hart);
        if (stop.reason() != Stop.Reason.STEP) {
            return stop;
        }
        if (code.returnsFromTrap(mover.now(), hart)) {
            Stop interrupted = search(mover, new Goal(hart).or(pc, sameStack));
            return interrupted.hit().isPresent() ? toPreviousInstruction(mover) : interrupted;
        }
        boolean returns = CallSites.isReturn(mover.now().read(hart, pc(mover), 4));
        Goal call = call(mover, pc, sameStack);
        if (!returns || call.addresses().isEmpty()) {
            return stop;
        }
        Stop called = search(mover, call);
        return called.hit().isPresent() ? arrived(mover) : called;
    }

    /** The call that returns to an address, if there may be one. */
    private Goal call(ReverseMover mover, long returnPc, Predicate<Mover> sameStack) {
        var goal = new Goal(hart);
        for (int length : LENGTHS) {
            long place = code.program().canonical(returnPc - length);
            byte[] bytes = mover.now().read(hart, place, length);
            if (CallSites.length(bytes) == length && CallSites.isCall(bytes, code.is64())) {
                goal.or(place, sameStack);
            }
        }
        return goal;
    }

    /** To the last place before where the goal was reached, with a hit; stays where there is none. */
    private Stop search(ReverseMover mover, Goal goal) {
        long mark = mover.step();
        Stop stop = search.backward(mover, goal);
        if (stop.hit().isPresent() || stop.reason() == Stop.Reason.PAUSE) {
            return stop;
        }
        mover.seek(mark);
        return arrived(mover);
    }

    private static Stop arrived(ReverseMover mover) {
        return mover.arrived(Stop.Reason.STEP, "");
    }

    private long pc(ReverseMover mover) {
        return code.pc(mover.now(), hart);
    }
}
