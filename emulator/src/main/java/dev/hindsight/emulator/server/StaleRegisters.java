package dev.hindsight.emulator.server;

import java.util.Optional;

/**
 * Tells a gdb without our commands, once, that it shows old registers: it keeps those of threads that it did not let run,
 * with {@code scheduler-locking} on, and here they run all the same.
 */
final class StaleRegisters {
    static final String NOTE = "[The other threads moved too, but gdb still shows their old registers. "
            + "To refresh them: maintenance flush register-cache]";

    private boolean told;
    private boolean onBreakpoint;
    private boolean maybe;

    /**
     * What to tell after a resume.
     *
     * @param begins it began a command: the user saw the stop before
     * @param alone gdb let one thread run
     * @param othersMoved others moved meanwhile
     * @param stopsOnBreakpoint gdb will have to step off a breakpoint first, by letting its thread run alone
     */
    Optional<String> after(boolean begins, boolean alone, boolean othersMoved, boolean stopsOnBreakpoint) {
        boolean isStale = alone && (maybe && begins || othersMoved && !onBreakpoint);
        maybe = alone && othersMoved; // where all run next, gdb forgets the registers of all
        onBreakpoint = stopsOnBreakpoint;
        if (!isStale || told) {
            return Optional.empty();
        }
        told = true;
        return Optional.of(NOTE);
    }
}
