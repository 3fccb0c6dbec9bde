package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.timeline.Stop;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** To the next line: of this call or, at its end, of the caller; or into a function that the line calls. */
final class StepLine implements Move<Mover> {
    private final CodeView code;
    private final ForwardRun run;
    private final StepInto stepInto;
    private final StepInstruction instruction;
    private final Move<Mover> byTable;
    private final int hart;
    private final boolean into;

    StepLine(CodeView code, UserStops user, int hart, boolean into) {
        this.code = code;
        this.run = new ForwardRun(code, user);
        this.stepInto = new StepInto(code, user, hart);
        this.byTable = new StepTableLine(code, user, hart, into);
        this.instruction = new StepInstruction(code, user, hart, !into);
        this.hart = hart;
        this.into = into;
    }

    @Override
    public Stop on(Mover mover) {
        if (code.onlyLine(mover.now(), hart).isPresent()) {
            return byTable.on(mover);
        }
        Optional<Spot> start = Spot.at(mover.now(), hart, code);
        return start.isPresent() ? step(mover, start.get()) : instruction.on(mover);
    }

    private Stop step(Mover mover, Spot start) {
        Goal goal = into ? start.otherLinesWithin() : start.otherLines();
        code.caller(mover.now(), hart).ifPresent(caller -> goal.or(caller.pc(), start::isOutside));
        Set<Long> calls = into ? calls(mover, start) : Set.of();
        calls.forEach(call -> goal.or(call, start::isIn));
        boolean atCall = calls.contains(pc(mover));
        Stop stop = atCall ? mover.arrived(Stop.Reason.STEP, "") : run.resume(mover, goal, Mover.NO_LIMIT);
        while (isOwn(stop) && calls.contains(pc(mover))) {
            stop = stepInto.enter(mover, goal);
        }
        return stop;
    }

    private Set<Long> calls(Mover mover, Spot start) {
        var state = new HartAt(mover.now(), hart);
        var found = new HashSet<Long>();
        start.runs().forEach(it -> found.addAll(CallSites.in(it, state, code.is64())));
        return found;
    }

    private long pc(Mover mover) {
        return code.pc(mover.now(), hart);
    }

    private static boolean isOwn(Stop stop) {
        return stop.reason() == Stop.Reason.STEP;
    }
}
