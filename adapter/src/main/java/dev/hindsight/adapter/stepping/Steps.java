package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.Function;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.Mover;
import dev.hindsight.emulator.client.ReverseMover;
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
    public Move<Mover> start() {
        return mover -> new ForwardRun(code, user).forward(mover, new Goal(0), Mover.NO_LIMIT);
    }

    public Move<Mover> resume() {
        return mover -> new ForwardRun(code, user).resume(mover, new Goal(0), Mover.NO_LIMIT);
    }

    public Move<Mover> next(int hart) {
        return new StepLine(code, user, hart, false);
    }

    public Move<Mover> stepIn(int hart) {
        return new StepLine(code, user, hart, true);
    }

    public Move<Mover> stepOut(int hart) {
        return new StepOut(code, user, hart);
    }

    public Move<Mover> instruction(int hart) {
        return new StepInstruction(code, user, hart, false);
    }

    public Move<Mover> instructionOver(int hart) {
        return new StepInstruction(code, user, hart, true);
    }

    public Move<ReverseMover> back(int hart) {
        return new StepBack(code, user, hart);
    }

    public Move<ReverseMover> instructionBack(int hart) {
        return mover -> {
            long origin = mover.step();
            return new BackwardRun(user).between(mover, origin, mover.stepBackward(hart));
        };
    }

    public Move<ReverseMover> reverse() {
        return mover -> new BackwardRun(user).run(mover, 0);
    }

    /** To the first instruction of the call of {@code function} that has this canonical frame address. */
    public Move<ReverseMover> restart(int hart, Function function, long cfa) {
        return new RestartCall(code, new Activation(hart, function, OptionalLong.of(cfa), OptionalLong.empty()));
    }

    /** To where the recorded history ends; the guest may have come no further than its exit or crash. */
    public Move<ReverseMover> toEnd(long end) {
        return mover -> {
            Stop stop = mover.seek(end);
            return stop.reason() == Stop.Reason.STEP ? mover.arrived(Stop.Reason.END, "") : stop;
        };
    }

    /** Back to where an interrupted search began. */
    public Move<ReverseMover> giveUp(long origin) {
        return mover -> {
            Stop stop = mover.seek(origin);
            return stop.reason() == Stop.Reason.PAUSE
                    ? stop
                    : mover.arrived(Stop.Reason.PAUSE, "The search was interrupted.");
        };
    }
}
