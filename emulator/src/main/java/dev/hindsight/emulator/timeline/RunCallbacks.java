package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import java.util.List;
import java.util.function.BooleanSupplier;

/** What the timeline asks of the world while it travels; called on the machine's thread, often, and must be quick. */
public interface RunCallbacks {
    /** Travels without a world: never interrupted, no input, no pacing. */
    RunCallbacks NONE = until(() -> false);

    /** A world that can interrupt, and no more. */
    static RunCallbacks until(BooleanSupplier interrupted) {
        return new RunCallbacks() {
            @Override
            public boolean interrupted() {
                return interrupted.getAsBoolean();
            }

            @Override
            public List<Input> inputs() {
                return List.of();
            }

            @Override
            public boolean paces() {
                return false;
            }

            @Override
            public boolean idle(long nanos) {
                return nanos != Exit.Idle.FOREVER;
            }
        };
    }

    /** A search has gone through so many steps of so many; it ends with all of them, unless it was interrupted. */
    default void progress(long searched, long total) {}

    /** Whether the travel must end; asked every few milliseconds. */
    boolean interrupted();

    /** The inputs that arrived and take effect now, at the live end. */
    List<Input> inputs();

    /** Whether {@link #idle} wants to be asked before guest time jumps. */
    boolean paces();

    /**
     * Every hart sleeps, for so many nanoseconds of guest time. Waits as long as it likes for input, host time or an
     * interrupt. Returns whether to go on (with {@link #inputs}, or by a jump to the deadline); false where nothing can
     * ever wake the machine.
     */
    boolean idle(long nanos);
}
