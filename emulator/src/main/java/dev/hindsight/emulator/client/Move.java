package dev.hindsight.emulator.client;

import dev.hindsight.emulator.timeline.Stop;

/**
 * A plan that moves the machine, run as one action on the machine's thread; no other client acts before it returns. A
 * plan may make thousands of small moves (source-level stepping); it returns the stop that its client is to be told.
 *
 * @param <M> what the plan must be able to do
 */
@FunctionalInterface
public interface Move<M extends Mover> {
    Stop on(M mover);

    /**
     * Whether it may be one of the many that a debugger makes of one command of its user (a step over a call is steps and
     * runs to gdb's stub). Of those that follow each other closely only the last one's end is a place to come back to.
     */
    default boolean mayContinueACommand() {
        return false;
    }

    /** Whether nobody waits for its end, as of a machine that was told to run at once: a debugger that comes may end it. */
    default boolean isUnattended() {
        return false;
    }
}
