package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Hart;

/**
 * Runs the instructions of harts.
 *
 * <p>An engine owns caches and nothing else: decoded or compiled code, and what makes finding it fast. Which engine runs,
 * and when its caches are empty, shows in no bit of a state, in no hit and in no footprint that says too little. What is no
 * cache stands beside it, and every engine is given the same: harts and clock, {@link MemorySystem}, {@link CodeProbe} and
 * {@link FootprintRecorder}.
 *
 * <p>It acts as if it fetched every instruction anew. So a page of RAM with code that it keeps carries {@link Ram#CODE};
 * that guard is the engine's.
 *
 * <p>Nothing but {@link #run} and, within it, {@link #codeChanges} is called while it runs.
 */
public interface ExecutionEngine {
    /** Makes an engine for a machine. */
    @FunctionalInterface
    interface Factory {
        ExecutionEngine create(Clock clock, MemorySystem memory, CodeProbe probe, FootprintRecorder recorder);
    }

    /**
     * Executes the hart's instructions from where it stands. It never passes {@code limit}, which is at least one step away;
     * it comes back there, before what it leaves to the board (see {@link Outcome}), after a step that meets something the
     * run stops at or wants the board's attention, and wherever else it likes after at least one step. Clock and hart are
     * exact then, and at every access that is not a plain one to RAM.
     */
    Outcome run(Hart hart, long limit);

    /** From now on these are the places in code where it asks the probe. In the beginning there are none. */
    void setMarks(CodeMarks marks);

    /** These bytes of RAM, counted from its first, are about to change: the very next step may run what stands there then. */
    void codeChanges(int offset, int length);

    /** What guests cannot write was written from outside. */
    void romChanged();

    /** A footprint ends here: what ran is told by now, and what runs from now on is told again. */
    void endFootprint();

    /** Forgets all that can be found again. */
    void dropCaches();
}
