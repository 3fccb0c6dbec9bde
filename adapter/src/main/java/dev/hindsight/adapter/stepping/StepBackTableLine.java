package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.SourceLine;
import dev.hindsight.adapter.target.ReverseTravel;
import dev.hindsight.adapter.target.Travel;
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
    Stop toPreviousLine(ReverseTravel travel, SourceLine line) {
        if (pc(travel) != line.start()) {
            return toBeginning(travel, line);
        }
        Stop stop = toPreviousInstruction(travel);
        Optional<SourceLine> before = code.onlyLine(travel.now(), hart);
        return stop.reason() == Stop.Reason.STEP && before.isPresent() ? toBeginning(travel, before.get()) : stop;
    }

    /** To where this run of instructions of one line began. */
    private Stop toBeginning(ReverseTravel travel, SourceLine line) {
        long origin = travel.step();
        for (int count = 0; count < PATIENCE; count++) {
            long mark = travel.step();
            Stop stop = toPreviousInstruction(travel);
            if (stop.reason() == Stop.Reason.PAUSE) {
                return stop;
            }
            if (stop.reason() != Stop.Reason.STEP || !line.contains(pc(travel))) {
                travel.seek(mark);
                return arrived(travel);
            }
        }
        var others = new Goal(hart);
        code.program().linesAround(line.start()).stream()
                .filter(other -> !other.equals(line))
                .forEach(other -> others.or(other.start(), at -> true));
        Stop boundary = search.backward(travel, others);
        if (boundary.reason() == Stop.Reason.PAUSE) {
            return boundary;
        }
        Stop beginning = search.forward(travel, new Goal(hart).or(line.start(), at -> true), origin);
        if (beginning.hit().isEmpty()) {
            travel.seek(origin);
        }
        return beginning.reason() == Stop.Reason.PAUSE ? beginning : arrived(travel);
    }

    /** To the instruction that ran before in this code: calls and interrupts are gone over as a whole. */
    private Stop toPreviousInstruction(ReverseTravel travel) {
        long pc = pc(travel);
        Predicate<Travel> sameStack = code.sameStack(travel.now(), hart);
        Stop stop = travel.stepBackward(hart);
        if (stop.reason() != Stop.Reason.STEP) {
            return stop;
        }
        if (code.returnsFromTrap(travel.now(), hart)) {
            Stop interrupted = search(travel, new Goal(hart).or(pc, sameStack));
            return interrupted.hit().isPresent() ? toPreviousInstruction(travel) : interrupted;
        }
        boolean returns = CallSites.isReturn(travel.now().read(hart, pc(travel), 4));
        Goal call = call(travel, pc, sameStack);
        if (!returns || call.addresses().isEmpty()) {
            return stop;
        }
        Stop called = search(travel, call);
        return called.hit().isPresent() ? arrived(travel) : called;
    }

    /** The call that returns to an address, if there may be one. */
    private Goal call(ReverseTravel travel, long returnPc, Predicate<Travel> sameStack) {
        var goal = new Goal(hart);
        for (int length : LENGTHS) {
            long place = code.program().canonical(returnPc - length);
            byte[] bytes = travel.now().read(hart, place, length);
            if (CallSites.length(bytes) == length && CallSites.isCall(bytes, code.is64())) {
                goal.or(place, sameStack);
            }
        }
        return goal;
    }

    /** To the last place before where the goal was reached, with a hit; stays where there is none. */
    private Stop search(ReverseTravel travel, Goal goal) {
        long mark = travel.step();
        Stop stop = search.backward(travel, goal);
        if (stop.hit().isPresent() || stop.reason() == Stop.Reason.PAUSE) {
            return stop;
        }
        travel.seek(mark);
        return arrived(travel);
    }

    private static Stop arrived(ReverseTravel travel) {
        return travel.arrived(Stop.Reason.STEP, "");
    }

    private long pc(ReverseTravel travel) {
        return code.pc(travel.now(), hart);
    }
}
