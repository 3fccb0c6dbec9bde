package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.adapter.target.Reverse;
import dev.hindsight.adapter.target.Target;
import dev.hindsight.adapter.target.Travel;
import dev.hindsight.emulator.timeline.Stop;
import java.util.OptionalLong;

/** The moves that a debugger offers, as plans; each honours the user's stops. */
public final class Steps {
    private final CodeView code;
    private final UserStops user;

    public Steps(CodeView code, UserStops user) {
        this.code = code;
        this.user = user;
    }

    /** From the very first step: a breakpoint at the present pc stops at once. */
    public Target.Plan start() {
        return travel -> new ForwardRun(code, user).forward(travel, new Goal(0), Travel.NO_LIMIT);
    }

    public Target.Plan resume() {
        return travel -> new ForwardRun(code, user).resume(travel, new Goal(0), Travel.NO_LIMIT);
    }

    public Target.Plan next(int hart) {
        return new StepLine(code, user, hart, false);
    }

    public Target.Plan stepIn(int hart) {
        return new StepLine(code, user, hart, true);
    }

    public Target.Plan stepOut(int hart) {
        return new StepOut(code, user, hart);
    }

    public Target.Plan instruction(int hart) {
        return new StepInstruction(code, user, hart, false);
    }

    public Target.Plan instructionOver(int hart) {
        return new StepInstruction(code, user, hart, true);
    }

    public Reverse.Plan back(int hart) {
        return new StepBack(code, user, hart);
    }

    public Reverse.Plan instructionBack(int hart) {
        return travel -> {
            long origin = travel.step();
            return new BackwardRun(user).between(travel, origin, travel.stepBackward(hart));
        };
    }

    public Reverse.Plan reverse() {
        return travel -> new BackwardRun(user).run(travel, 0);
    }

    /** To the first instruction of the call of {@code function} that has this canonical frame address. */
    public Reverse.Plan restart(int hart, Function function, long cfa) {
        return new RestartCall(code, new Activation(hart, function, OptionalLong.of(cfa), OptionalLong.empty()));
    }

    /** To where the recorded history ends; the guest may have come no further than its exit or crash. */
    public Reverse.Plan toEnd(long end) {
        return travel -> {
            Stop stop = travel.seek(end);
            return stop.reason() == Stop.Reason.STEP ? travel.arrived(Stop.Reason.END, "") : stop;
        };
    }

    /** Back to where an interrupted search began. */
    public Reverse.Plan giveUp(long origin) {
        return travel -> {
            Stop stop = travel.seek(origin);
            return stop.reason() == Stop.Reason.PAUSE
                    ? stop
                    : travel.arrived(Stop.Reason.PAUSE, "The search was interrupted.");
        };
    }
}
