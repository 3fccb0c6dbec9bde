package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.Mover;
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
    Stop resume(Mover mover, Goal goal, long limit) {
        StopPoints points = user.points(goal.addresses());
        return run(mover, goal, limit, points, mover.resume(points, limit));
    }

    /** Looks at the present pc first. */
    Stop forward(Mover mover, Goal goal, long limit) {
        StopPoints points = user.points(goal.addresses());
        return run(mover, goal, limit, points, mover.forward(points, limit));
    }

    /** Until {@code hart} has made a step. */
    Stop step(Mover mover, int hart) {
        StopPoints points = user.points(List.of()).untilStepOf(hart);
        return run(mover, new Goal(hart), Mover.NO_LIMIT, points, mover.resume(points, Mover.NO_LIMIT));
    }

    private Stop run(Mover mover, Goal goal, long limit, StopPoints points, Stop first) {
        Stop stop = first;
        while (stop.hit().isPresent()) {
            Optional<Stop> forUser = user.judgeForward(mover, stop);
            if (forUser.isPresent()) {
                return forUser.get();
            }
            boolean atCode = stop.hit().get() instanceof Hit.Code;
            boolean arrived = atCode
                    ? isReached(mover, goal, stop.hit().get())
                    : points.isUntilStepOf(stop.hit().get().hart());
            if (arrived) {
                return mover.arrived(Stop.Reason.STEP, "");
            }
            // After an access, a breakpoint at the new pc has not been looked at.
            stop = atCode ? mover.resume(points, limit) : mover.forward(points, limit);
        }
        return stop;
    }

    private boolean isReached(Mover mover, Goal goal, Hit hit) {
        return goal.isReached(mover, hit.hart(), code.program().canonical(hit.pc()));
    }
}
