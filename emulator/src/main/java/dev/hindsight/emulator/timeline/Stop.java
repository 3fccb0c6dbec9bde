package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Hit;
import java.util.Optional;

/**
 * Where a move ended, and why.
 *
 * <p>After {@link Reason#WATCHPOINT} and {@link Reason#EVENT} a forward move stands after what was met (hit step + 1),
 * a backward move before it (at the hit step); who needs the other side (gdb) seeks there.
 *
 * @param hit the stop point that was met, for BREAKPOINT, WATCHPOINT and EVENT
 * @param description one sentence for a user; for EXIT and EXCEPTION it says the status or cause
 * @param status the guest's exit status, for EXIT and ENDED; for EXCEPTION the trap's cause, -1 if it is an interrupt;
 *     otherwise 0
 */
public record Stop(Reason reason, Moment moment, Optional<Hit> hit, String description, int status) {
    /** Why. */
    public enum Reason {
        /** The move did what it was told: so many steps, or arrived at the step sought. */
        STEP,
        BREAKPOINT,
        WATCHPOINT,
        /** An event that was looked for. */
        EVENT,
        /** A {@link Search} found nothing, and is back where it began. */
        NOT_FOUND,
        /** Going backward: the first recorded step. */
        START,
        /** Going forward: the end of a recording that cannot run on. */
        END,
        /** Before the step that would end the guest. */
        EXIT,
        /** Resumed from EXIT: the guest has ended with {@link Stop#status()}; the machine still stands before it. */
        ENDED,
        /** Before a trap that no handler can take. */
        EXCEPTION,
        /** Someone interrupted the run. */
        PAUSE,
        /** Every hart sleeps, nothing can wake them, and the console is closed. */
        IDLE
    }

    static Stop met(Hit hit, Moment moment) {
        if (hit instanceof Hit.Step) {
            return new Stop(Reason.STEP, moment, Optional.empty(), "", 0);
        }
        if (hit instanceof Hit.Happened happened) {
            return new Stop(Reason.EVENT, moment, Optional.of(hit), happened.text(), 0);
        }
        Reason reason = hit instanceof Hit.Code ? Reason.BREAKPOINT : Reason.WATCHPOINT;
        return new Stop(reason, moment, Optional.of(hit), "", 0);
    }

    public long step() {
        return moment.step();
    }
}
