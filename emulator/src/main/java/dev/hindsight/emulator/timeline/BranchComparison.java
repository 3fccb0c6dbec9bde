package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Difference;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.Snapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Compares two branches. From a state that is the same on both, the same follows until one of them gets an input that the
 * other does not get: only the steps where their inputs differ have to be looked at, and the first of these whose states
 * have different hashes is the first of all.
 */
final class BranchComparison {
    private final Timeline timeline;
    private final Machine machine;
    private final Branch one;
    private final Branch other;
    private final RunCallbacks callbacks;

    BranchComparison(Timeline timeline, Machine machine, Branch one, Branch other, RunCallbacks callbacks) {
        this.timeline = timeline;
        this.machine = machine;
        this.one = one;
        this.other = other;
        this.callbacks = callbacks;
    }

    /** Empty where it was interrupted. Leaves the machine somewhere on these branches. */
    Optional<BranchDifference> compare(OptionalLong wanted, int most) {
        long fork = Math.max(timeline.start(), fork());
        long until = Math.min(one.end(), other.end());
        if (wanted.isPresent() && (wanted.getAsLong() > until || wanted.getAsLong() < timeline.start())) {
            throw new TimelineException("Both branches have only the steps %d to %d, not step %d."
                    .formatted(timeline.start(), until, wanted.getAsLong()));
        }
        OptionalLong first = firstDifference(fork, until);
        long at = wanted.orElse(first.orElse(until));
        List<Difference> differences = callbacks.interrupted() ? List.of() : differencesAt(at, most);
        return callbacks.interrupted()
                ? Optional.empty()
                : Optional.of(new BranchDifference(Math.min(fork, until), until, first, at, differences));
    }

    /** The step of the first fork on the way from either to the branch that both grew from. */
    private long fork() {
        Map<Branch, Long> shared = new HashMap<>();
        long step = Long.MAX_VALUE;
        for (Branch each = one; each != null; each = each.parent()) {
            shared.put(each, step);
            step = Math.min(step, each.forkStep());
        }
        step = Long.MAX_VALUE;
        for (Branch each = other; each != null; each = each.parent()) {
            Long limit = shared.get(each);
            if (limit != null) {
                return Math.min(limit, step);
            }
            step = Math.min(step, each.forkStep());
        }
        throw new IllegalStateException("Two branches without a common root.");
    }

    private OptionalLong firstDifference(long fork, long until) {
        SortedSet<Long> steps = new TreeSet<>();
        addInputSteps(one.log(), fork, until, steps);
        addInputSteps(other.log(), fork, until, steps);
        for (long step : steps) {
            if (!inputsAt(one.log(), step).equals(inputsAt(other.log(), step))) {
                boolean same = hash(one, step) == hash(other, step);
                if (callbacks.interrupted()) {
                    return OptionalLong.empty();
                }
                if (!same) {
                    return OptionalLong.of(step);
                }
            }
        }
        return OptionalLong.empty();
    }

    private static void addInputSteps(InputLog log, long from, long to, SortedSet<Long> steps) {
        for (int i = log.size() - 1; i >= 0 && log.step(i) >= from; i--) {
            if (log.step(i) <= to) {
                steps.add(log.step(i));
            }
        }
    }

    private static List<Object> inputsAt(InputLog log, long step) {
        List<Object> inputs = new ArrayList<>();
        for (int i = log.size() - 1; i >= 0 && log.step(i) >= step; i--) {
            if (log.step(i) == step) {
                inputs.add(0, log.input(i));
            }
        }
        return inputs;
    }

    private long hash(Branch branch, long step) {
        timeline.seek(new Moment(branch.id(), step), callbacks);
        return machine.hash();
    }

    private List<Difference> differencesAt(long step, int most) {
        timeline.seek(new Moment(one.id(), step), callbacks);
        Snapshot before = machine.capture();
        try {
            timeline.seek(new Moment(other.id(), step), callbacks);
            Snapshot after = machine.capture();
            try {
                return callbacks.interrupted() ? List.of() : machine.differences(before, after, most);
            } finally {
                after.release();
            }
        } finally {
            before.release();
        }
    }
}
