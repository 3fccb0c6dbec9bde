package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.StopPoints;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What history touched, cell by cell: a search skips the cells that cannot hold a hit, and a replay compares the hash at
 * the end of each cell that it passes. It is apart from the checkpoints, so that thinning those forgets nothing here.
 *
 * <p>Where it outgrows its share of the budget, old cells are merged in pairs.
 */
final class Index {
    private static final Cells NONE = new Cells();

    private final Map<Branch, Cells> byBranch = new HashMap<>();
    private long budget;

    /** {@code budget}: the bytes that it may take. */
    Index(long budget) {
        this.budget = budget;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return byBranch.values().stream().mapToLong(Cells::bytes).sum();
    }

    /** Takes a cell, which begins where the branch's last one ends. */
    void add(Branch branch, Cell cell) {
        byBranch.computeIfAbsent(branch, b -> new Cells()).add(cell);
        fit();
    }

    /** Until it fits, or cannot become coarser. */
    private void fit() {
        for (boolean coarser = true; coarser && bytes() > budget; ) {
            long before = bytes();
            byBranch.values().forEach(Cells::coarsen);
            coarser = bytes() < before;
        }
    }

    void setBudget(long next) {
        budget = next;
        fit();
    }

    void forget(Branch branch) {
        byBranch.remove(branch);
    }

    /**
     * The smallest span around all places in [from, to) of a branch where {@code stops} may be met; empty if there is
     * none. What no cell tells of may hold anything.
     */
    Optional<Span> candidates(Branch branch, long from, long to, StopPoints stops) {
        Branch parent = branch.parent();
        Optional<Span> before = parent != null && from < branch.forkStep()
                ? candidates(parent, from, Math.min(to, branch.forkStep()), stops)
                : Optional.empty();
        long start = Math.max(from, branch.forkStep());
        return start < to ? Span.around(before, own(branch, start, to, stops)) : before;
    }

    private Optional<Span> own(Branch branch, long from, long to, StopPoints stops) {
        Optional<Span> found = Optional.empty();
        long known = from;
        for (Cell cell : of(branch).overlapping(from, to)) {
            if (cell.from() > known) {
                found = Span.around(found, Optional.of(new Span(known, cell.from())));
            }
            if (stops.mayBeMetIn(cell.footprint())) {
                found = Span.around(found, Optional.of(new Span(Math.max(from, cell.from()), Math.min(to, cell.to()))));
            }
            known = cell.to();
        }
        return known < to ? Span.around(found, Optional.of(new Span(known, to))) : found;
    }

    /** The steps [from, to), at least one. */
    record Span(long from, long to) {
        private static Optional<Span> around(Optional<Span> one, Optional<Span> next) {
            return one.isPresent() && next.isPresent()
                    ? Optional.of(new Span(one.get().from(), next.get().to()))
                    : one.or(() -> next);
        }
    }

    /** The first cell of this line of history that ends behind {@code step}. */
    @Nullable
    Cell endingBehind(Branch branch, long step) {
        Branch parent = branch.parent();
        if (parent != null && step < branch.forkStep()) {
            Cell inherited = endingBehind(parent, step);
            if (inherited != null && isOn(inherited, branch)) {
                return inherited;
            }
        }
        return of(branch).endingBehind(step);
    }

    /** Whether the parent's state at the end of a cell is one of the branch too. */
    private static boolean isOn(Cell inherited, Branch branch) {
        return inherited.to() < branch.forkStep()
                || inherited.to() == branch.forkStep() && inherited.applied() <= branch.sharedInputs();
    }

    private Cells of(Branch branch) {
        return byBranch.getOrDefault(branch, NONE);
    }
}
