package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.target.HartAt;
import dev.hindsight.adapter.target.Target;
import dev.hindsight.adapter.target.Travel;
import dev.hindsight.emulator.timeline.Stop;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** To the next line: of this call or, at its end, of the caller; or into a function that the line calls. */
final class StepLine implements Target.Plan {
    private final CodeView code;
    private final ForwardRun run;
    private final StepInto stepInto;
    private final StepInstruction instruction;
    private final Target.Plan byTable;
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
    public Stop on(Travel travel) {
        if (code.onlyLine(travel.now(), hart).isPresent()) {
            return byTable.on(travel);
        }
        Optional<Spot> start = Spot.at(travel.now(), hart, code);
        return start.isPresent() ? step(travel, start.get()) : instruction.on(travel);
    }

    private Stop step(Travel travel, Spot start) {
        Goal goal = into ? start.otherLinesWithin() : start.otherLines();
        code.caller(travel.now(), hart).ifPresent(caller -> goal.or(caller.pc(), start::isOutside));
        Set<Long> calls = into ? calls(travel, start) : Set.of();
        calls.forEach(call -> goal.or(call, start::isIn));
        boolean atCall = calls.contains(pc(travel));
        Stop stop = atCall ? travel.arrived(Stop.Reason.STEP, "") : run.resume(travel, goal, Travel.NO_LIMIT);
        while (isOwn(stop) && calls.contains(pc(travel))) {
            stop = stepInto.enter(travel, goal);
        }
        return stop;
    }

    private Set<Long> calls(Travel travel, Spot start) {
        var state = new HartAt(travel.now(), hart);
        var found = new HashSet<Long>();
        start.runs().forEach(it -> found.addAll(CallSites.in(it, state, code.is64())));
        return found;
    }

    private long pc(Travel travel) {
        return code.pc(travel.now(), hart);
    }

    private static boolean isOwn(Stop stop) {
        return stop.reason() == Stop.Reason.STEP;
    }
}
