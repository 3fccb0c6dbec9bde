package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.target.Reverse;
import dev.hindsight.adapter.target.ReverseTravel;
import dev.hindsight.adapter.target.Travel;
import dev.hindsight.emulator.timeline.Stop;

/** Back to the first instruction of a call that has not returned yet. */
final class RestartCall implements Reverse.Plan {
    private final CodeView code;
    private final Activation call;

    RestartCall(CodeView code, Activation call) {
        this.code = code;
        this.call = call;
    }

    @Override
    public Stop on(ReverseTravel travel) {
        long entry = call.function().low();
        if (code.pc(travel.now(), call.hart()) == entry && isEntry(travel)) {
            return travel.arrived(Stop.Reason.STEP, "");
        }
        long origin = travel.step();
        var goal = new Goal(call.hart()).or(entry, this::isEntry);
        Stop stop = new GoalSearch(code).backward(travel, goal);
        if (stop.hit().isPresent()) {
            return travel.arrived(Stop.Reason.STEP, "");
        }
        travel.seek(origin);
        return stop.reason() == Stop.Reason.PAUSE
                ? stop
                : travel.arrived(
                        Stop.Reason.PAUSE,
                        "The call of %s is not in the recorded history."
                                .formatted(call.function().name()));
    }

    private boolean isEntry(Travel travel) {
        return call.isOutside(travel.now(), code);
    }
}
