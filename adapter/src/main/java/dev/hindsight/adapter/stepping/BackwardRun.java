package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;

/** Searches backward for what the user wants to be stopped at. */
final class BackwardRun {
    private final UserStops user;

    BackwardRun(UserStops user) {
        this.user = user;
    }

    /** To the last place before this one, but not before {@code limit}; with a hit if there is one. */
    Stop run(ReverseMover mover, long limit) {
        StopPoints points = user.pointsBackward();
        Stop stop = mover.backward(points, limit);
        while (stop.hit().isPresent()) {
            Optional<Stop> forUser = user.judgeBackward(mover, stop);
            if (forUser.isPresent()) {
                return forUser.get();
            }
            stop = mover.backward(points, limit);
        }
        return stop;
    }

    /** Where a backward move to here from {@code origin} ends: here, or at what the user is to be told of before. */
    Stop between(ReverseMover mover, long origin, Stop arrival) {
        long here = mover.step();
        if (user.isEmpty() || here == origin) {
            return arrival;
        }
        mover.seek(origin);
        Stop met = run(mover, here);
        if (met.hit().isEmpty() && met.reason() != Stop.Reason.PAUSE) {
            mover.seek(here);
            return arrival;
        }
        return met;
    }
}
