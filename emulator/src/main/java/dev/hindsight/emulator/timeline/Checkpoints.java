package dev.hindsight.emulator.timeline;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of all branches, within a budget of bytes.
 *
 * <p>Where memory is short, passing checkpoints go first, the oldest first; then history gets coarser: those checkpoints
 * go whose merged gap is smallest relative to what is allowed there. Two thirds of them are to lie evenly over all
 * history, which bounds the way to every place; the others near the place of interest, the end and the bookmarks, in gaps
 * that grow with the distance from it, so that steps back stay quick there. The very first checkpoint stays.
 */
final class Checkpoints {
    /** So many passing checkpoints at most: enough for several places visited in turn. */
    private static final int PASSING = 64;
    /** So many of them are worth more than lasting ones: those on the way to where the user is. */
    private static final int APPROACH = 8;
    /** So many lasting ones at most: it bounds the work of thinning. */
    private static final int LASTING = 4096;

    private static final long FINEST_GAP = 1 << 16;
    /** This part of the checkpoints is spread evenly. */
    private static final double EVENLY = 2.0 / 3;
    /** Gaps need not be smaller than a 64th of the distance. */
    private static final double NEAREST = 64;

    private final Map<Branch, NavigableMap<Long, Checkpoint>> byBranch = new HashMap<>();
    private final Deque<Checkpoint> passing = new ArrayDeque<>();
    private final LongSupplier bytesUsed;
    private final Supplier<Collection<Long>> bookmarks;
    private long budget;
    private int lasting;

    /** {@code bookmarks} are the steps where a user means to come back. */
    Checkpoints(long budget, LongSupplier bytesUsed, Supplier<Collection<Long>> bookmarks) {
        this.bookmarks = bookmarks;
        this.budget = budget;
        this.bytesUsed = bytesUsed;
    }

    /** From now on everything is to fit {@code bytes}. */
    void setBudget(long bytes, long interest) {
        budget = bytes;
        makeRoom(0, interest);
    }

    int count() {
        return lasting + passing.size();
    }

    /** The last checkpoint at or before {@code step} from which {@code branch} can be replayed; null only if none. */
    @Nullable
    Checkpoint floor(Branch branch, long step) {
        return floor(branch, step, ReplayCursor.ALL);
    }

    /** The same, where no more than {@code mostInputs} of the branch's inputs had taken effect. */
    @Nullable
    Checkpoint floor(Branch branch, long step, int mostInputs) {
        long upTo = step;
        int inputs = mostInputs;
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

    /** The most steps from a checkpoint to the next one, or to the end, on this line of history. */
    long longestGap(Branch branch) {
        long longest = 0;
        long upTo = branch.end();
        long last = upTo;
        int inputs = Integer.MAX_VALUE;
        for (Branch b = branch; b != null; b = b.parent()) {
            NavigableMap<Long, Checkpoint> own = byBranch.getOrDefault(b, Collections.emptyNavigableMap());
            for (Checkpoint each : own.headMap(upTo, true).descendingMap().values()) {
                if (each.applied() <= inputs) {
                    longest = Math.max(longest, last - each.step());
                    last = each.step();
                }
            }
            upTo = Math.min(upTo, b.forkStep());
            inputs = Math.min(inputs, b.sharedInputs());
        }
        return longest;
    }

    /** The first checkpoint at or behind {@code step} on this line of history; null if none. */
    @Nullable
    Checkpoint ceiling(Branch branch, long step) {
        @Nullable Checkpoint found = null;
        long upTo = Long.MAX_VALUE;
        int inputs = Integer.MAX_VALUE;
        for (Branch b = branch; b != null && upTo >= step; b = b.parent()) {
            NavigableMap<Long, Checkpoint> own = byBranch.getOrDefault(b, Collections.emptyNavigableMap());
            for (Checkpoint each : own.tailMap(step, true).values()) {
                if (each.step() <= upTo && each.applied() <= inputs) {
                    found = each;
                    break;
                }
            }
            upTo = Math.min(upTo, b.forkStep());
            inputs = Math.min(inputs, b.sharedInputs());
        }
        return found;
    }

    /** The branch is gone: so are its checkpoints. */
    void forget(Branch branch) {
        NavigableMap<Long, Checkpoint> own = byBranch.get(branch);
        if (own != null) {
            List.copyOf(own.values()).forEach(this::drop);
            byBranch.remove(branch);
        }
    }

    /** Those left on the way may be wrong, where a replay was. */
    void dropPassing() {
        List.copyOf(passing).forEach(this::drop);
    }

    /** Nobody will come back to any of them. */
    void clear() {
        List.copyOf(byBranch.keySet()).forEach(this::forget);
    }

    /** Takes over a checkpoint; {@link #has} must be false for its place. {@code interest} is where the user is. */
    void add(Checkpoint checkpoint, long interest) {
        byBranch.computeIfAbsent(checkpoint.branch(), b -> new TreeMap<>()).put(checkpoint.step(), checkpoint);
        if (checkpoint.passing()) {
            passing.addLast(checkpoint);
            if (passing.size() > PASSING) {
                drop(passing.getFirst());
            }
        } else if (++lasting > LASTING) {
            thin(interest);
        }
    }

    /**
     * Thins what is there until {@code bytes} more fit into the budget; false if they do not fit at all. For what would
     * take more than half of the budget, nothing is given up: all history is worth more than one place.
     */
    boolean makeRoom(long bytes, long interest) {
        if (bytes > budget / 2) {
            return fits(bytes);
        }
        while (!fits(bytes) && passing.size() > APPROACH) {
            drop(passing.getFirst());
        }
        while (!fits(bytes)) {
            if (!thin(interest)) {
                if (passing.isEmpty()) {
                    return false;
                }
                drop(passing.getFirst());
            }
        }
        return true;
    }

    private boolean fits(long bytes) {
        return bytesUsed.getAsLong() + bytes <= budget;
    }

    /** Drops a sixteenth of what can be missed, so that the work is small over many captures; false if nothing can. */
    private boolean thin(long interest) {
        NavigableSet<Long> interests = new TreeSet<>(bookmarks.get());
        interests.add(interest);
        List<Candidate> candidates = candidates(interests);
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

    private List<Candidate> candidates(NavigableSet<Long> interests) {
        List<Candidate> found = new ArrayList<>();
        byBranch.forEach((branch, history) -> {
            long length = branch.end() - branch.forkStep();
            double even = length / Math.max(1, EVENLY * lasting);
            double nearness = nearness(length);
            Checkpoint[] row = history.values().toArray(Checkpoint[]::new);
            // Only the root's first is needed to reach every step: a fork's history begins on its parent.
            for (int i = branch.parent() == null ? 1 : 0; i < row.length; i++) {
                Checkpoint it = row[i];
                if (!it.passing()) {
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
                    found.add(new Candidate(
                            it, neighbours, (gapEnd - gapStart) / allowedGap(it, even, nearness, interests)));
                }
            }
        });
        return found;
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

    private static double allowedGap(Checkpoint it, double even, double nearness, NavigableSet<Long> interests) {
        Long before = interests.floor(it.step());
        Long behind = interests.ceiling(it.step());
        long distance = it.branch().end() - it.step();
        distance = before == null ? distance : Math.min(distance, it.step() - before);
        distance = behind == null ? distance : Math.min(distance, behind - it.step());
        return Math.max(FINEST_GAP, Math.min(even, distance / nearness));
    }

    /**
     * Near the place of interest gaps are so many times smaller than the distance. With gaps in proportion, each e-fold of
     * distance holds as many checkpoints as this says; all e-folds together may hold what is not spread evenly.
     */
    private double nearness(long length) {
        double folds = Math.max(1, Math.log((double) length / FINEST_GAP));
        return Math.max(1, Math.min(NEAREST, (1 - EVENLY) * lasting / folds));
    }
}
