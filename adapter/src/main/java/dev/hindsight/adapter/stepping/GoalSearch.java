package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;

/** Looks for a goal within recorded history, deaf to the user's stops. The stop has a hit if the goal was found. */
final class GoalSearch {
    private final CodeView code;

    GoalSearch(CodeView code) {
        this.code = code;
    }

    /** The last place before this one where the goal was reached. */
    Stop backward(ReverseMover mover, Goal goal) {
        StopPoints points = points(goal);
        Stop stop = mover.backward(points, 0);
        while (isElsewhere(mover, goal, stop)) {
            stop = mover.backward(points, 0);
        }
        return stop;
    }

    /** The first place from here on, before {@code limit}, where the goal is reached. */
    Stop forward(ReverseMover mover, Goal goal, long limit) {
        StopPoints points = points(goal);
        Stop stop = mover.forward(points, limit);
        while (isElsewhere(mover, goal, stop)) {
            stop = mover.resume(points, limit);
        }
        return stop;
    }

    private static StopPoints points(Goal goal) {
        return StopPoints.NONE.withBreakpoints(goal.addresses()).breakingOnly(goal.hart());
    }

    private boolean isElsewhere(ReverseMover mover, Goal goal, Stop stop) {
        return stop.hit().isPresent() && !isReached(mover, goal, stop.hit().get());
    }

    private boolean isReached(ReverseMover mover, Goal goal, Hit hit) {
        return goal.isReached(mover, hit.hart(), code.program().canonical(hit.pc()));
    }
}
