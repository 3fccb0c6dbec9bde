package dev.hindsight.emulator.timeline;

import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One line of history. It shares its parent's up to the fork, where its own first input made it differ. */
final class Branch {
    private final int id;
    private final @Nullable Branch parent;
    private final long forkStep;
    private final int sharedInputs;
    private final InputLog log;
    private final Spans run = new Spans();
    private SortedMap<Long, Long> recordedHashes = Collections.emptySortedMap();
    private boolean recorded;
    private long end;
    private long explored;

    private Branch(int id, @Nullable Branch parent, long forkStep, int sharedInputs, InputLog log) {
        this.id = id;
        this.parent = parent;
        this.forkStep = forkStep;
        this.sharedInputs = sharedInputs;
        this.log = log;
        this.end = forkStep;
        this.explored = forkStep;
    }

    static Branch root(long start) {
        return new Branch(0, null, start, 0, new InputLog());
    }

    /** A new branch from {@code step}, where the first {@code applied} inputs of this one had taken effect. */
    Branch fork(int newId, long step, int applied) {
        return new Branch(newId, this, step, applied, log.prefix(applied));
    }

    int id() {
        return id;
    }

    @Nullable
    Branch parent() {
        return parent;
    }

    /** Whether it is {@code ancestor}, or grew from it. */
    boolean descendsFrom(Branch ancestor) {
        Branch each = this;
        while (each != null && each != ancestor) {
            each = each.parent;
        }
        return each != null;
    }

    /** The first branch on the way to the root, this one included, that is not {@code gone} and holds this state. */
    @Nullable
    Branch holder(long step, int inputs, Collection<Branch> gone) {
        Branch each = this;
        while (gone.contains(each)) {
            boolean shared = step < each.forkStep || step == each.forkStep && inputs <= each.sharedInputs;
            if (!shared || each.parent == null) {
                return null;
            }
            each = each.parent;
        }
        return each;
    }

    long forkStep() {
        return forkStep;
    }

    /** How many inputs at the front of the log are the parent's. */
    int sharedInputs() {
        return sharedInputs;
    }

    InputLog log() {
        return log;
    }

    /** The step up to which this branch has been run. */
    long end() {
        return end;
    }

    /** The step up to which it was run through without a gap by this process; of what lies behind, nothing is known. */
    long explored() {
        return explored;
    }

    /** The machine ran from one step to another, on this branch. */
    void ran(long from, long to) {
        end = Math.max(end, to);
        if (from <= explored) {
            explored = Math.max(explored, to);
        }
        keep(from, to);
    }

    private void keep(long from, long to) {
        if (parent != null && from < forkStep) {
            parent.keep(from, Math.min(to, forkStep));
        }
        run.add(parent == null ? from : Math.max(from, forkStep), to);
    }

    /** Whether that step was run in this process, on this branch or on the part of its parent that it shares. */
    boolean hasRun(long step) {
        return parent != null && step < forkStep ? parent.hasRun(step) : run.contains(step);
    }

    /** Whether this branch comes from a recording: it is never lengthened. */
    boolean isRecorded() {
        return recorded;
    }

    /** Makes this branch what a recording holds of it. */
    void take(RecordedHistory.Line line) {
        recorded = true;
        recordedHashes = line.hashes();
        line.inputs().forEach(input -> log.append(input.step(), input.input()));
        end = Math.max(end, line.end());
    }

    /** The first step behind {@code step} whose hash the recording holds; no step at all behind the last. */
    long nextRecordedHash(long step) {
        SortedMap<Long, Long> behind = recordedHashes.tailMap(step + 1);
        return behind.isEmpty() ? Long.MAX_VALUE : behind.firstKey();
    }

    /** Whether the recording does not say that the state at {@code step} had another hash. */
    boolean mayHaveHash(long step, LongSupplier hash) {
        Long then = recordedHashes.get(step);
        return then == null || then == hash.getAsLong();
    }
}
