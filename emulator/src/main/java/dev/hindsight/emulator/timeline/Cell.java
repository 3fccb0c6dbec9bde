package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Footprint;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the steps [from, to) of a branch, apart from any snapshot.
 *
 * @param hash of the state at {@code to}, after {@code applied} inputs of the branch's log
 */
record Cell(long from, long to, Footprint footprint, long hash, int applied) {
    private static final long OVERHEAD = 56;

    long length() {
        return to - from;
    }

    /** This and the next one, which begins where this one ends. */
    Cell with(Cell next) {
        return new Cell(from, next.to, footprint.with(next.footprint), next.hash, next.applied);
    }

    /** The same, holding what it can together with its neighbour. */
    Cell sharing(@Nullable Cell before) {
        return before == null ? this : new Cell(from, to, footprint.sharing(before.footprint), hash, applied);
    }

    /** Bytes of memory beside what it shares with its neighbour. */
    long bytesBeside(@Nullable Cell before) {
        return OVERHEAD + footprint.bytesBeside(before == null ? null : before.footprint);
    }
}
