package dev.hindsight.emulator.bus;

import dev.hindsight.emulator.state.Stateful;

/** Something with registers on the bus. It acts only when it is accessed, or when input arrives;
 * what passing time changes is computed from the clock when somebody looks. */
public interface Device extends Stateful {
    /** A guest's read of 1, 2, 4 or 8 bytes; it may change the device. */
    long read(int offset, int size);

    /**
     * Whether a read there changes no interrupt and no deadline now, so that the guest can go on without the board looking
     * around: guests read such registers over and over.
     */
    default boolean readsQuietly(int offset) {
        return false;
    }

    /** What {@link #read} would return, without changing anything. */
    long peek(int offset, int size);

    void write(int offset, int size, long value);

    /** Guest time in nanoseconds, later than now, at which an interrupt of its may change without an access. */
    default long nextDeadline() {
        return Clock.NEVER;
    }

    /** Whether instructions can be fetched from it; then no guest changes it. */
    default boolean isExecutable() {
        return false;
    }
}
