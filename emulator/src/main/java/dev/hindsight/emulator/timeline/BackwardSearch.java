package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last hit before a step: replays the spans between checkpoints, the latest first, each once, remembering its
 * last hit.
 */
final class BackwardSearch {
    /** No hit is found farther than this behind a checkpoint, so that going there is quick. */
    private static final long STRIDE = 1 << 20;

    private final Playhead playhead;
    private final Checkpoints checkpoints;
    private final StopPoints stops;
    private final Live live;
    private final Consumer<Boolean> leaveCheckpoint;

    BackwardSearch(
            Playhead playhead,
            Checkpoints checkpoints,
            StopPoints stops,
            Live live,
            Consumer<Boolean> leaveCheckpoint) {
        this.playhead = playhead;
        this.checkpoints = checkpoints;
        this.stops = stops;
        this.live = live;
        this.leaveCheckpoint = leaveCheckpoint;
    }

    /** The last hit that belongs to a step in [floor, end), empty if there is none or the search was interrupted. */
    Optional<Hit> lastBefore(long end, long floor) {
        Branch branch = playhead.branch();
        long upper = end;
        while (upper > floor && !live.interrupted()) {
            Checkpoint from = checkpoints.floor(branch, upper - 1);
            if (from == null) {
                throw new IllegalStateException("no checkpoint before step " + upper);
            }
            playhead.restore(from, branch);
            long lower = Math.max(from.step(), floor);
            playhead.run(lower, StopPoints.NONE);
            Hit hit = lastIn(upper);
            if (hit != null) {
                return live.interrupted() ? Optional.empty() : Optional.of(hit);
            }
            upper = lower;
        }
        return Optional.empty();
    }

    private @Nullable Hit lastIn(long upper) {
        @Nullable Hit last = null;
        while (playhead.step() < upper && !live.interrupted()) {
            long stride = Math.min(upper, playhead.step() + STRIDE);
            if (upper - playhead.step() > STRIDE) {
                leaveCheckpoint.accept(true);
            }
            Exit exit = playhead.run(stride, stops);
            if (!(exit instanceof Exit.Limit reached)) {
                throw new IllegalStateException("recorded history ended at step " + playhead.step() + ": " + exit);
            }
            last = reached.lastHit() == null ? last : reached.lastHit();
        }
        return last;
    }
}
