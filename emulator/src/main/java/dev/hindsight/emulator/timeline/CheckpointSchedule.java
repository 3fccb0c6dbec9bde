package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Machine;

/**
 * Where the next checkpoint is due while recording: on a grid of 2^16 steps, about 1.6 ms of replay apart, wider where a
 * capture costs more than a tenth of the run since the last.
 */
final class CheckpointSchedule {
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

    CheckpointSchedule(Machine machine) {
        next = machine.steps() + SPACING;
    }

    /** Where a checkpoint is due for who explores from {@code step} on. */
    long due(long step) {
        // A branch may begin far behind the end of another.
        if (next > step + spacing) {
            next = align(step + spacing);
        }
        return Math.max(next, step);
    }

    /** A checkpoint is taken at {@code step} that takes so many bytes at most. */
    void captures(long step, long bytes) {
        spacing = Math.max(SPACING, stepsOf(bytes));
        next = align(step + spacing);
    }

    /** How many steps take ten times as long as copying and hashing so many bytes. */
    static long stepsOf(long bytes) {
        return bytes / BYTES_PER_PAGE * STEPS_PER_PAGE;
    }

    private static long align(long step) {
        return (step + GRID - 1) & -GRID;
    }
}
