package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.target.Travel;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Optional;

/** Runs forward until a goal is reached or the user is to be told of something. */
final class ForwardRun {
    private final CodeView code;
    private final UserStops user;

    ForwardRun(CodeView code, UserStops user) {
        this.code = code;
        this.user = user;
    }

    /** Steps off a breakpoint at the present pc first. */
    Stop resume(Travel travel, Goal goal, long limit) {
        StopPoints points = user.points(goal.addresses());
        return run(travel, goal, limit, points, travel.resume(points, limit));
    }

    /** Looks at the present pc first. */
    Stop forward(Travel travel, Goal goal, long limit) {
        StopPoints points = user.points(goal.addresses());
        return run(travel, goal, limit, points, travel.forward(points, limit));
    }

    /** Until {@code hart} has made a step. */
    Stop step(Travel travel, int hart) {
        StopPoints points = user.points(List.of()).untilStepOf(hart);
        return run(travel, new Goal(hart), Travel.NO_LIMIT, points, travel.resume(points, Travel.NO_LIMIT));
    }

    private Stop run(Travel travel, Goal goal, long limit, StopPoints points, Stop first) {
        Stop stop = first;
        while (stop.hit().isPresent()) {
            Optional<Stop> forUser = user.judgeForward(travel, stop);
            if (forUser.isPresent()) {
                return forUser.get();
            }
            boolean atCode = stop.hit().get() instanceof Hit.Code;
            boolean arrived = atCode
                    ? isReached(travel, goal, stop.hit().get())
                    : points.isUntilStepOf(stop.hit().get().hart());
            if (arrived) {
                return travel.arrived(Stop.Reason.STEP, "");
            }
            // After an access, a breakpoint at the new pc has not been looked at.
            stop = atCode ? travel.resume(points, limit) : travel.forward(points, limit);
        }
        return stop;
    }

    private boolean isReached(Travel travel, Goal goal, Hit hit) {
        return goal.isReached(travel, hit.hart(), code.program().canonical(hit.pc()));
    }
}
