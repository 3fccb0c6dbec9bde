package dev.hindsight.emulator.bus;

import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;

/** Guest time: what the configured rate makes of steps, plus what passed while every hart slept. */
public final class Clock implements Stateful {
    /** The date at reset unless another is configured: 2026-01-01T00:00:00Z, in seconds since 1970. */
    public static final long DEFAULT_START = 1_767_225_600L;
    /** Later than anything. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final long stepsPerSecond;
    private final long start;
    private long steps;
    private long idleNanos;

    public Clock(long stepsPerSecond) {
        this(stepsPerSecond, DEFAULT_START);
    }

    /** {@code start} is the date at reset, in seconds since 1970. */
    public Clock(long stepsPerSecond, long start) {
        this.stepsPerSecond = stepsPerSecond;
        this.start = start;
    }

    /** The date at reset, in nanoseconds since 1970; calendars count on from there with {@link #nanos()}. */
    public long startNanos() {
        return start * NANOS_PER_SECOND;
    }

    public long stepsPerSecond() {
        return stepsPerSecond;
    }

    public long steps() {
        return steps;
    }

    public void setSteps(long steps) {
        this.steps = steps;
    }

    public long nanos() {
        return scale(steps, NANOS_PER_SECOND, stepsPerSecond, 0) + idleNanos;
    }

    /** The first step at which {@link #nanos()} is at least {@code nanos}. */
    public long stepAt(long nanos) {
        if (nanos == NEVER) {
            return NEVER;
        }
        long busy = nanos - idleNanos;
        return busy <= 0 ? 0 : scale(busy, stepsPerSecond, NANOS_PER_SECOND, NANOS_PER_SECOND - 1);
    }

    public long idleNanos() {
        return idleNanos;
    }

    public void setIdleNanos(long nanos) {
        idleNanos = nanos;
    }

    @Override
    public void visit(StateVisitor visitor) {
        steps = visitor.number("steps", steps);
        idleNanos = visitor.number("idle", idleNanos);
    }

    /** (value × times + extra) / by, rounded down, {@link #NEVER} where it does not fit. */
    private static long scale(long value, long times, long by, long extra) {
        long whole = value / by;
        long rest = (value % by * times + extra) / by;
        return whole > (NEVER - rest) / times ? NEVER : whole * times + rest;
    }
}
