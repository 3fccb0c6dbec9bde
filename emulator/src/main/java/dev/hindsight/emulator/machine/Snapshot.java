package dev.hindsight.emulator.machine;

/** The state of a machine at a step, held cheaply: what did not change since the last capture is shared. */
public interface Snapshot {
    long steps();

    /** Gives up this state. Exactly once, on the machine's thread; afterwards only {@link #steps()} may be called. */
    void release();
}
