package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Function;
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
    private final StepInstruction instruction;
    private final int hart;
    private final boolean into;

    StepLine(CodeView code, UserStops user, int hart, boolean into) {
        this.code = code;
        this.run = new ForwardRun(code, user);
        this.instruction = new StepInstruction(code, user, hart, !into);
        this.hart = hart;
        this.into = into;
    }

    @Override
    public Stop on(Travel travel) {
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
            stop = enter(travel, goal);
        }
        return stop;
    }

    /** Into the function that is called here, behind its prologue; on to the goal if it has no source. */
    private Stop enter(Travel travel, Goal goal) {
        Stop entry = travel.stepForward(hart, 1);
        if (entry.reason() != Stop.Reason.STEP) {
            return entry;
        }
        Optional<Activation> call = Activation.at(travel.now(), hart, code);
        Optional<Function> function = call.map(Activation::function).filter(it -> hasSource(it, pc(travel)));
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
