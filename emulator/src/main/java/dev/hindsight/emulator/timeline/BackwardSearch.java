package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the last hit before a step: replays the spans between checkpoints, the latest first, each once, remembering its
 * last hit. Of each span, only what can hold one by the index.
 */
final class BackwardSearch {
    /** Where checkpoints are cheap, no hit is found farther than this behind one, so that going there is quick. */
    private static final long STRIDE = 1 << 20;
    /** Looks up so often. */
    private static final long SLICE = 1 << 17;
    /** The same where every hit is looked at, and there may be one a step. */
    private static final long SLICE_WITH_CONDITION = 1 << 13;

    private final ReplayCursor cursor;
    private final SliceRunner slices;
    private final Checkpoints checkpoints;
    private final Index index;
    private final StopPoints stops;
    private final RunCallbacks callbacks;

    BackwardSearch(
            ReplayCursor cursor,
            SliceRunner slices,
            Checkpoints checkpoints,
            Index index,
            StopPoints stops,
            RunCallbacks callbacks) {
        this.cursor = cursor;
        this.slices = slices;
        this.checkpoints = checkpoints;
        this.index = index;
        this.stops = stops;
        this.callbacks = callbacks;
    }

    /** So many steps take some milliseconds, however often the stop points are met. */
    static long slice(StopPoints stops) {
        return stops.hasCondition() ? SLICE_WITH_CONDITION : SLICE;
    }

    /** The last hit that belongs to a step in [floor, end), empty if there is none or the search was interrupted. */
    Optional<Hit> lastBefore(long end, long floor) {
        Optional<Hit> last = search(end, floor);
        if (end > floor && !callbacks.interrupted()) {
            callbacks.progress(end - floor, end - floor);
        }
        return last;
    }

    private Optional<Hit> search(long end, long floor) {
        Branch branch = cursor.branch();
        long upper = end;
        while (upper > floor && !callbacks.interrupted()) {
            Checkpoint from = checkpoints.floor(branch, upper - 1);
            if (from == null) {
                throw new IllegalStateException("no checkpoint before step " + upper);
            }
            long lower = Math.max(from.step(), floor);
            Optional<Index.Span> worth = index.candidates(branch, lower, upper, stops);
            if (worth.isPresent()) {
                slices.restore(from, branch);
                Hit hit = lastIn(worth.get(), new Tally(end - upper, lower, end - floor));
                if (hit != null) {
                    return callbacks.interrupted() ? Optional.empty() : Optional.of(hit);
                }
            }
            upper = lower;
            callbacks.progress(end - upper, end - floor);
        }
        return Optional.empty();
    }

    /** How much is searched, of {@code all}: what lies behind the present span, and of that what begins at {@code from}. */
    private record Tally(long behind, long from, long all) {}

    private @Nullable Hit lastIn(Index.Span span, Tally tally) {
        run(span.from(), StopPoints.NONE, tally);
        @Nullable Hit last = null;
        while (cursor.step() < span.to() && !callbacks.interrupted()) {
            if (span.to() - cursor.step() > STRIDE) {
                slices.leaveCheapCheckpoint();
            }
            Hit hit = run(Math.min(span.to(), cursor.step() + STRIDE), stops, tally);
            last = hit == null ? last : hit;
        }
        return last;
    }

    private @Nullable Hit run(long limit, StopPoints wanted, Tally tally) {
        @Nullable Hit last = null;
        while (cursor.step() < limit && !callbacks.interrupted()) {
            Exit exit = slices.run(Math.min(limit, cursor.step() + slice(wanted)), wanted);
            if (!(exit instanceof Exit.Limit reached)) {
                throw new IllegalStateException("recorded history ended at step " + cursor.step() + ": " + exit);
            }
            last = reached.lastHit() == null ? last : reached.lastHit();
            callbacks.progress(tally.behind() + Math.max(0, cursor.step() - tally.from()), tally.all());
        }
        return last;
    }
}
