package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.StopPoints;

/** Goes to recorded states: from the nearest checkpoint or from here, leaving checkpoints on the way. */
final class Journey {
    /** How far before the target of a replay checkpoints are left: the next steps back from there are then quick. */
    private static final long[] APPROACH = {1 << 20, 1 << 16, 1 << 12, 1 << 8};

    private final Playhead playhead;
    private final Survey survey;
    private final Checkpoints checkpoints;

    Journey(Playhead playhead, Survey survey, Checkpoints checkpoints) {
        this.playhead = playhead;
        this.survey = survey;
        this.checkpoints = checkpoints;
    }

    /** To the state at a recorded step, after all inputs there. */
    void travel(Branch branch, long target, Live live) {
        travel(branch, target, Playhead.ALL, live);
    }

    /** To the state at a recorded step after so many inputs of the branch's log. */
    void travel(Branch branch, long target, int inputs, Live live) {
        playhead.holdBackAfter(inputs);
        try {
            approach(branch, target, inputs, live);
            playhead.arrive();
        } finally {
            playhead.holdBackAfter(Playhead.ALL);
        }
    }

    /** Back to exactly the state of {@code place}, which replays nothing. */
    void back(Checkpoint place) {
        playhead.holdBackAfter(place.applied());
        survey.restore(place, place.branch());
        playhead.holdBackAfter(Playhead.ALL);
    }

    private void approach(Branch branch, long target, int inputs, Live live) {
        Checkpoint nearest = checkpoints.floor(branch, target, inputs);
        if (nearest == null) {
            throw new IllegalStateException("no checkpoint at or before step " + target);
        }
        boolean onTheWay = playhead.branch() == branch
                && playhead.step() <= target
                && playhead.applied() <= inputs
                && nearest.step() <= playhead.step();
        if (!onTheWay) {
            survey.restore(nearest, branch);
        }
        long base = playhead.step();
        for (long distance : APPROACH) {
            long place = target - distance;
            if (place - base >= distance) {
                replay(place, live);
                if (live.interrupted()) {
                    return;
                }
                survey.leaveCheckpoint(true);
                base = place;
            }
        }
        replay(target, live);
    }

    private void replay(long target, Live live) {
        while (playhead.step() < target && !live.interrupted()) {
            Exit exit = survey.run(target, StopPoints.NONE);
            if (!(exit instanceof Exit.Limit)) {
                throw new TimelineException("The guest did not come as far as recorded: at step %,d of %,d: %s."
                        .formatted(playhead.step(), target, exit));
            }
        }
    }
}
