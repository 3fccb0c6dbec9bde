package dev.hindsight.emulator.machine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What a run stops at. Immutable.
 *
 * <p>A <em>remembering</em> run goes on at every breakpoint and access and returns the last one with
 * {@link Exit.Limit}: a backward search over any number of hits costs one run.
 */
public final class StopPoints {
    private static final int NOBODY = -1;
    /** Stops at nothing but the limit, a halt, and an idleness that nothing but an input can end. */
    public static final StopPoints NONE =
            new StopPoints(new long[0], List.of(), false, false, false, new long[0], NOBODY, NOBODY);

    private final long[] breakpoints;
    private final List<Watch> watches;
    private final boolean remembering;
    private final boolean stopWhenIdle;
    private final boolean stopAtCrash;
    private final long[] crashesPassed;
    private final int stepOf;
    private final int only;

    private StopPoints(
            long[] breakpoints,
            List<Watch> watches,
            boolean remembering,
            boolean stopWhenIdle,
            boolean stopAtCrash,
            long[] crashesPassed,
            int stepOf,
            int only) {
        this.breakpoints = breakpoints;
        this.watches = watches;
        this.remembering = remembering;
        this.stopWhenIdle = stopWhenIdle;
        this.stopAtCrash = stopAtCrash;
        this.crashesPassed = crashesPassed;
        this.stepOf = stepOf;
        this.only = only;
    }

    public static StopPoints of(Collection<Long> breakpoints, Collection<Watch> watches) {
        return NONE.withBreakpoints(breakpoints).withWatches(watches);
    }

    public StopPoints withBreakpoints(Collection<Long> addresses) {
        long[] sorted = sorted(addresses);
        return new StopPoints(sorted, watches, remembering, stopWhenIdle, stopAtCrash, crashesPassed, stepOf, only);
    }

    public StopPoints withWatches(Collection<Watch> ranges) {
        return new StopPoints(
                breakpoints, List.copyOf(ranges), remembering, stopWhenIdle, stopAtCrash, crashesPassed, stepOf, only);
    }

    /**
     * Binds the watches to the physical memory that their addresses stand for at {@code moment}, for the hart that is
     * next. It is done once, before a move: on the way there may be other page tables.
     */
    public StopPoints locatedAt(Inspector moment) {
        return watches.isEmpty() ? this : withWatches(WatchedPages.locate(watches, moment));
    }

    /** Goes on at breakpoints and accesses and tells the last at the limit. */
    public StopPoints remembering(boolean yes) {
        return new StopPoints(breakpoints, watches, yes, stopWhenIdle, stopAtCrash, crashesPassed, stepOf, only);
    }

    /** Also stops where every hart waits, before guest time jumps to the next deadline. */
    public StopPoints stoppingWhenIdle(boolean yes) {
        return new StopPoints(breakpoints, watches, remembering, yes, stopAtCrash, crashesPassed, stepOf, only);
    }

    /** Also stops before a trap that cannot be handled, except those with an epc in {@code passed}. */
    public StopPoints stoppingAtCrash(boolean yes, Collection<Long> passed) {
        return new StopPoints(breakpoints, watches, remembering, stopWhenIdle, yes, sorted(passed), stepOf, only);
    }

    /** Also stops when this hart has made a step; a remembering run counts these steps among what it meets. */
    public StopPoints untilStepOf(int hart) {
        return new StopPoints(breakpoints, watches, remembering, stopWhenIdle, stopAtCrash, crashesPassed, hart, only);
    }

    /** The breakpoints are those of one hart; others run past them. */
    public StopPoints breakingOnly(int hart) {
        return new StopPoints(
                breakpoints, watches, remembering, stopWhenIdle, stopAtCrash, crashesPassed, stepOf, hart);
    }

    /** Whether the breakpoints are there for this hart. */
    public boolean breaks(int hart) {
        return only == NOBODY || only == hart;
    }

    public boolean isUntilStepOf(int hart) {
        return stepOf == hart;
    }

    public boolean hasBreakpoint(long pc) {
        return breakpoints.length != 0 && Arrays.binarySearch(breakpoints, pc) >= 0;
    }

    /** Sorted, without duplicates; the caller must not change it. */
    public long[] breakpoints() {
        return breakpoints;
    }

    public List<Watch> watches() {
        return watches;
    }

    public boolean remembering() {
        return remembering;
    }

    public boolean stopWhenIdle() {
        return stopWhenIdle;
    }

    public boolean stopsAtCrash(long epc) {
        return stopAtCrash && Arrays.binarySearch(crashesPassed, epc) < 0;
    }

    private static long[] sorted(Collection<Long> values) {
        return values.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
    }
}
