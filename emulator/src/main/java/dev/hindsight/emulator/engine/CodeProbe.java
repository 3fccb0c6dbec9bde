package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Arrays;

/**
 * What a run looks for in the code: breakpoints, calls and returns. It stands beside the engine, which asks it at each
 * of the {@link CodeMarks}.
 */
public final class CodeProbe {
    private static final long NO_STEP = -1;

    private final Clock clock;
    private final Hits hits;
    private final long addressMask;
    private final CallReturnProbe functions;
    private StopPoints stops = StopPoints.NONE;
    private CodeMarks marks = CodeMarks.NONE;
    private long passedStep = NO_STEP;

    public CodeProbe(Clock clock, int xlen, Hits hits) {
        this.clock = clock;
        this.hits = hits;
        this.addressMask = xlen == 64 ? -1 : 0xffff_ffffL;
        this.functions = new CallReturnProbe(xlen, hits);
    }

    // ---- What the board tells ----

    /** Begins a run. Whether there are other marks than before. */
    public boolean setStops(StopPoints next) {
        boolean otherFunctions = functions.setStops(next);
        boolean others = otherFunctions || !Arrays.equals(next.breakpoints(), stops.breakpoints());
        if (others) {
            marks = new CodeMarks(next);
        }
        stops = next;
        passedStep = NO_STEP;
        return others;
    }

    public CodeMarks marks() {
        return marks;
    }

    /** Goes on from a hit that does not count; {@code pass}: also runs past the breakpoint at the present step. */
    public void goOn(boolean pass) {
        functions.forget();
        passedStep = pass ? clock.steps() : NO_STEP;
    }

    /** The last step has led this hart to where it stands. */
    public void arrived(Hart hart) {
        functions.arrived(hart, hart.pc(), clock.steps() - 1);
    }

    // ---- What the engine asks ----

    /**
     * Whether the run stops before {@code step}, which is to execute the marked instruction at {@code pc}: its function
     * was called, or there is a breakpoint.
     *
     * @param led whether the step before was one of the hart's in this run
     */
    boolean stopsBefore(Hart hart, long pc, long step, boolean led) {
        boolean called = led && functions.arrived(hart, pc, step - 1);
        return called && !stops.keepLast() || meetsBreakpoint(hart, pc, step);
    }

    private boolean meetsBreakpoint(Hart hart, long pc, long step) {
        if (step == passedStep || !stops.breaks(hart.id()) || !hasBreakpoint(pc)) {
            return false;
        }
        hits.breakpoint(step, hart.id(), pc & addressMask);
        return !stops.keepLast();
    }

    /** Addresses may be given with or without the sign that a 32-bit register would extend. */
    private boolean hasBreakpoint(long pc) {
        return stops.hasBreakpoint(pc) || stops.hasBreakpoint(pc & addressMask);
    }

    /** Whether the run stops after {@code step}, which executes this marked instruction: it returns. */
    boolean stopsAfter(Hart hart, long word, long pc, long step) {
        return functions.leaves(hart, word, pc, step) && !stops.keepLast();
    }

    /** The present step does not execute its instruction: it traps, or is not made. */
    void unmade() {
        functions.trapped(clock.steps());
    }
}
