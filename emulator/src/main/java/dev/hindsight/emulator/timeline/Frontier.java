package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Machine;

/**
 * Where the next checkpoint is due while recording: on a grid of 2^16 steps, about 1.6 ms of replay apart, wider where a
 * capture costs more than a tenth of the run since the last.
 */
final class Frontier {
    private static final long GRID = 1 << 16;
    /** 1.6 ms at 250 million steps a second. */
    private static final long SPACING = 6 * GRID;
    /**
     * A 4 KiB page copied and hashed costs about a microsecond, in which 250 steps run; ten times that is what it may
     * cost.
     */
    private static final long BYTES_PER_PAGE = 4096;

    private static final long STEPS_PER_PAGE = 2500;

    private long spacing = SPACING;
    private long next;

    Frontier(Machine machine) {
        next = machine.steps() + SPACING;
    }

    long due(long step) {
        // A branch may begin far behind the end of another.
        if (next > step + spacing) {
            next = align(step + spacing);
        }
        return Math.max(next, step);
    }

    void captured(long step, long bytesTaken) {
        long cost = Math.max(0, bytesTaken) / BYTES_PER_PAGE * STEPS_PER_PAGE;
        spacing = Math.max(SPACING, cost);
        next = align(step + spacing);
    }

    private static long align(long step) {
        return (step + GRID - 1) & -GRID;
    }
}
