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

    private final Playhead playhead;
    private final Survey survey;
    private final Checkpoints checkpoints;
    private final Index index;
    private final StopPoints stops;
    private final Live live;

    BackwardSearch(
            Playhead playhead, Survey survey, Checkpoints checkpoints, Index index, StopPoints stops, Live live) {
        this.playhead = playhead;
        this.survey = survey;
        this.checkpoints = checkpoints;
        this.index = index;
        this.stops = stops;
        this.live = live;
    }

    /** So many steps take some milliseconds, however often the stop points are met. */
    static long slice(StopPoints stops) {
        return stops.hasCondition() ? SLICE_WITH_CONDITION : SLICE;
    }

    /** The last hit that belongs to a step in [floor, end), empty if there is none or the search was interrupted. */
    Optional<Hit> lastBefore(long end, long floor) {
        Optional<Hit> last = search(end, floor);
        if (end > floor && !live.interrupted()) {
            live.progress(end - floor, end - floor);
        }
        return last;
    }

    private Optional<Hit> search(long end, long floor) {
        Branch branch = playhead.branch();
        long upper = end;
        while (upper > floor && !live.interrupted()) {
            Checkpoint from = checkpoints.floor(branch, upper - 1);
            if (from == null) {
                throw new IllegalStateException("no checkpoint before step " + upper);
            }
            long lower = Math.max(from.step(), floor);
            Optional<Index.Span> worth = index.candidates(branch, lower, upper, stops);
            if (worth.isPresent()) {
                survey.restore(from, branch);
                Hit hit = lastIn(worth.get(), new Tally(end - upper, lower, end - floor));
                if (hit != null) {
                    return live.interrupted() ? Optional.empty() : Optional.of(hit);
                }
            }
            upper = lower;
            live.progress(end - upper, end - floor);
        }
        return Optional.empty();
    }

    /** How much is searched, of {@code all}: what lies behind the present span, and of that what begins at {@code from}. */
    private record Tally(long behind, long from, long all) {}

    private @Nullable Hit lastIn(Index.Span span, Tally tally) {
        run(span.from(), StopPoints.NONE, tally);
        @Nullable Hit last = null;
        while (playhead.step() < span.to() && !live.interrupted()) {
            if (span.to() - playhead.step() > STRIDE) {
                survey.leaveCheapCheckpoint();
            }
            Hit hit = run(Math.min(span.to(), playhead.step() + STRIDE), stops, tally);
            last = hit == null ? last : hit;
        }
        return last;
    }

    private @Nullable Hit run(long limit, StopPoints wanted, Tally tally) {
        @Nullable Hit last = null;
        while (playhead.step() < limit && !live.interrupted()) {
            Exit exit = survey.run(Math.min(limit, playhead.step() + slice(wanted)), wanted);
            if (!(exit instanceof Exit.Limit reached)) {
                throw new IllegalStateException("recorded history ended at step " + playhead.step() + ": " + exit);
            }
            last = reached.lastHit() == null ? last : reached.lastHit();
            live.progress(tally.behind() + Math.max(0, playhead.step() - tally.from()), tally.all());
        }
        return last;
    }
}
