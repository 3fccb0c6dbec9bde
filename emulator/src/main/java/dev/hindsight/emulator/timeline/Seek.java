package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.StopPoints;

/** Goes to recorded states: from the nearest checkpoint or from here, leaving checkpoints on the way. */
final class Seek {
    /** How far before the target of a replay checkpoints are left: the next steps back from there are then quick. */
    private static final long[] APPROACH = {1 << 20, 1 << 16, 1 << 12, 1 << 8};

    private final ReplayCursor cursor;
    private final SliceRunner slices;
    private final Checkpoints checkpoints;

    Seek(ReplayCursor cursor, SliceRunner slices, Checkpoints checkpoints) {
        this.cursor = cursor;
        this.slices = slices;
        this.checkpoints = checkpoints;
    }

    /** To the state at a recorded step, after all inputs there. */
    void travel(Branch branch, long target, RunCallbacks callbacks) {
        travel(branch, target, ReplayCursor.ALL, callbacks);
    }

    /** To the state at a recorded step after so many inputs of the branch's log. */
    void travel(Branch branch, long target, int inputs, RunCallbacks callbacks) {
        cursor.holdBackAfter(inputs);
        try {
            approach(branch, target, inputs, callbacks);
            cursor.arrive();
        } finally {
            cursor.holdBackAfter(ReplayCursor.ALL);
        }
    }

    /** Back to exactly the state of {@code place}, which replays nothing. */
    void back(Checkpoint place) {
        cursor.holdBackAfter(place.applied());
        slices.restore(place, place.branch());
        cursor.holdBackAfter(ReplayCursor.ALL);
    }

    private void approach(Branch branch, long target, int inputs, RunCallbacks callbacks) {
        Checkpoint nearest = checkpoints.floor(branch, target, inputs);
        if (nearest == null) {
            throw new IllegalStateException("no checkpoint at or before step " + target);
        }
        boolean onTheWay = cursor.branch() == branch
                && cursor.step() <= target
                && cursor.applied() <= inputs
                && nearest.step() <= cursor.step();
        if (!onTheWay) {
            slices.restore(nearest, branch);
        }
        long base = cursor.step();
        for (long distance : APPROACH) {
            long place = target - distance;
            if (place - base >= distance) {
                replay(place, callbacks);
                if (callbacks.interrupted()) {
                    return;
                }
                slices.leaveCheckpoint(true);
                base = place;
            }
        }
        replay(target, callbacks);
    }

    private void replay(long target, RunCallbacks callbacks) {
        while (cursor.step() < target && !callbacks.interrupted()) {
            Exit exit = slices.run(target, StopPoints.NONE);
            if (!(exit instanceof Exit.Limit)) {
                throw new TimelineException(
                        "The replay ended early, at step %,d of %,d: %s.".formatted(cursor.step(), target, exit));
            }
        }
    }
}
