package dev.hindsight.emulator.timeline;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of all branches, within a budget of bytes.
 *
 * <p>Where memory is short, passing checkpoints go first, the oldest first; then history gets coarser: the checkpoint
 * goes whose merged gap is smallest relative to what is allowed there, which is a 64th of the distance from the place of
 * interest (so that steps back stay quick near it), but never more than twice the even share of all history (so that
 * every place stays reachable in bounded time). A branch's first checkpoint stays.
 */
final class Checkpoints {
    /** So many passing checkpoints at most: enough for several places visited in turn. */
    private static final int PASSING = 64;
    /** So many lasting ones at most: it bounds the work of thinning. */
    private static final int LASTING = 4096;

    private static final long FINEST_GAP = 1 << 16;

    private final Map<Branch, NavigableMap<Long, Checkpoint>> byBranch = new HashMap<>();
    private final Deque<Checkpoint> passing = new ArrayDeque<>();
    private final LongSupplier bytesUsed;
    private final long budget;
    private int lasting;

    Checkpoints(long budget, LongSupplier bytesUsed) {
        this.budget = budget;
        this.bytesUsed = bytesUsed;
    }

    int count() {
        return lasting + passing.size();
    }

    /** The last checkpoint at or before {@code step} from which {@code branch} can be replayed; null only if none. */
    @Nullable
    Checkpoint floor(Branch branch, long step) {
        long upTo = step;
        int inputs = Integer.MAX_VALUE;
        for (Branch b = branch; b != null; b = b.parent()) {
            Checkpoint found = floorOn(b, upTo, inputs);
            if (found != null) {
                return found;
            }
            upTo = Math.min(upTo, b.forkStep());
            inputs = Math.min(inputs, b.sharedInputs());
        }
        return null;
    }

    private @Nullable Checkpoint floorOn(Branch branch, long upTo, int inputs) {
        NavigableMap<Long, Checkpoint> own = byBranch.get(branch);
        if (own == null) {
            return null;
        }
        Entry<Long, Checkpoint> entry = own.floorEntry(upTo);
        while (entry != null && entry.getValue().applied() > inputs) {
            entry = own.lowerEntry(entry.getKey());
        }
        return entry == null ? null : entry.getValue();
    }

    boolean has(Branch branch, long step) {
        NavigableMap<Long, Checkpoint> own = byBranch.get(branch);
        return own != null && own.containsKey(step);
    }

    /** Takes over a checkpoint; {@link #has} must be false for its place. {@code interest} is where the user is. */
    void add(Checkpoint checkpoint, long interest) {
        byBranch.computeIfAbsent(checkpoint.branch(), b -> new TreeMap<>()).put(checkpoint.step(), checkpoint);
        if (checkpoint.passing()) {
            passing.addLast(checkpoint);
        } else {
            lasting++;
        }
        shrink(checkpoint, interest);
    }

    private void shrink(Checkpoint newest, long interest) {
        while (passing.size() > PASSING || (overBudget() && passing.size() > 1)) {
            drop(passing.getFirst());
        }
        while (lasting > LASTING || overBudget()) {
            Checkpoint victim = leastMissed(newest, interest);
            if (victim == null) {
                return;
            }
            drop(victim);
        }
    }

    private boolean overBudget() {
        return bytesUsed.getAsLong() > budget;
    }

    private void drop(Checkpoint checkpoint) {
        NavigableMap<Long, Checkpoint> own = byBranch.get(checkpoint.branch());
        if (own != null) {
            own.remove(checkpoint.step());
        }
        if (checkpoint.passing()) {
            passing.remove(checkpoint);
        } else {
            lasting--;
        }
        checkpoint.snapshot().release();
    }

    private @Nullable Checkpoint leastMissed(Checkpoint newest, long interest) {
        @Nullable Checkpoint best = null;
        double bestScore = Double.MAX_VALUE;
        for (Entry<Branch, NavigableMap<Long, Checkpoint>> history : byBranch.entrySet()) {
            Branch branch = history.getKey();
            double even = 2.0 * (branch.end() - branch.forkStep()) / Math.max(1, lasting);
            @Nullable Checkpoint before = null;
            for (Checkpoint it : history.getValue().values()) {
                if (before != null && it != newest && !it.passing()) {
                    Entry<Long, Checkpoint> next = history.getValue().higherEntry(it.step());
                    long gapEnd = next == null ? branch.end() : next.getKey();
                    double score = (gapEnd - before.step()) / allowedGap(it, even, interest);
                    if (score < bestScore) {
                        bestScore = score;
                        best = it;
                    }
                }
                before = it;
            }
        }
        return best;
    }

    private static double allowedGap(Checkpoint it, double even, long interest) {
        double distance = Math.min(Math.abs(interest - it.step()), it.branch().end() - it.step());
        return Math.max(FINEST_GAP, Math.min(even, distance / 64));
    }
}
