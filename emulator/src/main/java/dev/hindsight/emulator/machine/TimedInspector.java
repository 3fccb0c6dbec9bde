package dev.hindsight.emulator.machine;

/** Reads one moment of a machine that knows the time. */
public interface TimedInspector extends Inspector {
    /** Steps since reset. */
    long steps();

    /** Guest time since reset, in nanoseconds. */
    long nanos();
}
