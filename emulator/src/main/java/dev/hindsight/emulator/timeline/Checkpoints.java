package dev.hindsight.emulator.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of all branches, within a budget of bytes.
 *
 * <p>Where memory is short, passing checkpoints go first, the oldest first; then history gets coarser: those
 * checkpoints go whose merged gap is smallest relative to what is allowed there, which is a 64th of the distance from the place of
 * interest (so that steps back stay quick near it), but never more than twice the even share of all history (so that
 * every place stays reachable in bounded time). The very first checkpoint stays.
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
            if (!thin(newest, interest)) {
                return;
            }
        }
    }

    /** Drops a sixteenth of what can be missed, so that the work is small over many captures; false if nothing can. */
    private boolean thin(Checkpoint newest, long interest) {
        List<Candidate> candidates = candidates(newest, interest);
        candidates.sort(Comparator.comparingDouble(Candidate::score));
        Set<Checkpoint> grown = new HashSet<>();
        int wanted = Math.max(1, candidates.size() / 16);
        for (Candidate each : candidates) {
            // A score counts as long as neither neighbour went.
            if (!grown.contains(each.it())) {
                grown.addAll(each.neighbours());
                drop(each.it());
                if (--wanted == 0) {
                    break;
                }
            }
        }
        return !candidates.isEmpty();
    }

    private record Candidate(Checkpoint it, List<Checkpoint> neighbours, double score) {}

    private List<Candidate> candidates(Checkpoint newest, long interest) {
        List<Candidate> found = new ArrayList<>();
        byBranch.forEach((branch, history) -> {
            double even = 2.0 * (branch.end() - branch.forkStep()) / Math.max(1, lasting);
            Checkpoint[] row = history.values().toArray(Checkpoint[]::new);
            // Only the root's first is needed to reach every step: a fork's history begins on its parent.
            for (int i = branch.parent() == null ? 1 : 0; i < row.length; i++) {
                Checkpoint it = row[i];
                if (it != newest && !it.passing()) {
                    List<Checkpoint> neighbours = new ArrayList<>();
                    long gapStart = branch.forkStep();
                    long gapEnd = branch.end();
                    if (i > 0) {
                        neighbours.add(row[i - 1]);
                        gapStart = row[i - 1].step();
                    }
                    if (i < row.length - 1) {
                        neighbours.add(row[i + 1]);
                        gapEnd = row[i + 1].step();
                    }
                    found.add(new Candidate(it, neighbours, (gapEnd - gapStart) / allowedGap(it, even, interest)));
                }
            }
        });
        return found;
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

    private static double allowedGap(Checkpoint it, double even, long interest) {
        double distance = Math.min(Math.abs(interest - it.step()), it.branch().end() - it.step());
        return Math.max(FINEST_GAP, Math.min(even, distance / 64));
    }
}
