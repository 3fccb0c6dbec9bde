package dev.hindsight.adapter.stepping;

import dev.hindsight.emulator.client.ReverseMover;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Counts hits in the order of time, from the start of history on: a hit has the same number whichever way one comes to
 * it. What was counted is remembered, so that history is gone through once. Owned by the machine's thread.
 */
public final class HitCounter {
    private final HitCondition condition;
    private final TreeSet<Long> counted = new TreeSet<>();
    private int branch;
    private long countedTo;

    private HitCounter(HitCondition condition) {
        this.condition = condition;
    }

    /** Empty if the text is no hit condition. */
    public static Optional<HitCounter> of(String hitCondition) {
        return HitCondition.parse(hitCondition).map(HitCounter::new);
    }

    /** Whether the hit of {@code step} is one that is asked for. */
    boolean accepts(long step) {
        return condition.accepts(counted.headSet(step, true).size());
    }

    /** Counts all hits up to and with the one of {@code step}; returns a stop only if that was interrupted. */
    Optional<Stop> countTo(long step, StopPoints points, ReverseMover mover, Predicate<Hit> isCounted) {
        if (mover.moment().branch() != branch) {
            counted.clear();
            countedTo = 0;
            branch = mover.moment().branch();
        }
        if (step < countedTo) {
            return Optional.empty();
        }
        long here = mover.step();
        Stop stop = mover.seek(countedTo);
        for (stop = mover.forward(points, step + 1); stop.hit().isPresent(); stop = next(stop, points, mover, step)) {
            stop.hit().filter(isCounted).ifPresent(hit -> counted.add(hit.step()));
        }
        if (stop.reason() == Stop.Reason.PAUSE) {
            return Optional.of(stop);
        }
        countedTo = step + 1;
        mover.seek(here);
        return Optional.empty();
    }

    private static Stop next(Stop stop, StopPoints points, ReverseMover mover, long step) {
        boolean code = stop.hit().map(hit -> hit instanceof Hit.Code).orElse(false);
        return code ? mover.resume(points, step + 1) : mover.forward(points, step + 1);
    }
}
