package dev.hindsight.emulator.machine;

import org.jspecify.annotations.Nullable;

/** Why {@link Machine#run} came back. */
public sealed interface Exit {
    /** The limit was reached. {@code lastHit} is what a run that keeps the last hit met last, null if nothing. */
    record Limit(@Nullable Hit lastHit) implements Exit {}

    /** One of the stop points was met. */
    sealed interface Met extends Exit {
        Hit hit();

        static Met of(Hit hit) {
            if (hit instanceof Hit.Code code) {
                return new Breakpoint(code);
            }
            if (hit instanceof Hit.Data data) {
                return new Access(data);
            }
            return hit instanceof Hit.Happened happened ? new Happened(happened) : new Stepped((Hit.Step) hit);
        }
    }

    /** A breakpoint, before its step. */
    record Breakpoint(Hit.Code hit) implements Met {}

    /** A watched access, after its step; all watched accesses of that step. */
    record Access(Hit.Data hit) implements Met {}

    /** An event that was looked for, after its step. */
    record Happened(Hit.Happened hit) implements Met {}

    /** The hart of {@link StopPoints#untilStepOf} has made a step. */
    record Stepped(Hit.Step hit) implements Met {}

    /**
     * Every hart waits for an interrupt. Returned when {@link StopPoints#stopWhenIdle()} asks for it, before guest time
     * jumps to the deadline (the jump is the first act of the next step), or when there is no deadline at all.
     *
     * @param nanos guest time until the earliest deadline, in nanoseconds; {@link #FOREVER} if there is none
     */
    record Idle(long nanos) implements Exit {
        /** No deadline: only an input can wake the machine. */
        public static final long FOREVER = Long.MAX_VALUE;
    }

    /** The next step would end the guest with this exit status. The machine stands before it. */
    record Halted(int status) implements Exit {}

    /**
     * The next step would trap into a handler that cannot be fetched, or is a trap at the handler's own first
     * instruction. The machine stands before the trap, at the instruction that causes it.
     *
     * @param cause mcause as the trap would set it (interrupt bit at XLEN-1)
     */
    record Crash(int hart, long cause, long tval, long epc, String text) implements Exit {}
}
