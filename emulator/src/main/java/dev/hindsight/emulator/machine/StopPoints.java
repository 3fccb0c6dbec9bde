package dev.hindsight.emulator.machine;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What a run stops at. Immutable.
 *
 * <p>A run that <em>keeps the last</em> hit goes on at every breakpoint, access and event and returns the last one with
 * {@link Exit.Limit}: a backward search over any number of hits costs one run.
 */
public final class StopPoints {
    /** Stops at nothing but the limit, a halt, and an idleness that nothing but an input can end. */
    public static final StopPoints NONE = new StopPoints();

    private static final int NOBODY = -1;
    private static final long NEVER = -1;
    /** [Priv 1.12 §3.1.15] What mcause is for one. */
    private static final int EBREAK = 3;

    // Set before anyone but the method that makes it sees the object.
    private long[] breakpoints = {};
    private List<Watch> watches = List.of();
    private List<Event> events = List.of();
    private HitPredicate condition = HitPredicate.NONE;
    private boolean keepLast;
    private boolean stopWhenIdle;
    private boolean stopAtCrash;
    private long[] crashesPassed = {};
    private boolean stopBeforeEbreak;
    private long ebreakPassed = NEVER;
    private int stepOf = NOBODY;
    private int only = NOBODY;
    private int viewer = NOBODY;

    private StopPoints() {}

    private StopPoints copy() {
        StopPoints copy = new StopPoints();
        copy.breakpoints = breakpoints;
        copy.watches = watches;
        copy.events = events;
        copy.condition = condition;
        copy.keepLast = keepLast;
        copy.stopWhenIdle = stopWhenIdle;
        copy.stopAtCrash = stopAtCrash;
        copy.crashesPassed = crashesPassed;
        copy.stopBeforeEbreak = stopBeforeEbreak;
        copy.ebreakPassed = ebreakPassed;
        copy.stepOf = stepOf;
        copy.only = only;
        copy.viewer = viewer;
        return copy;
    }

    public static StopPoints of(Collection<Long> breakpoints, Collection<Watch> watches) {
        return NONE.withBreakpoints(breakpoints).withWatches(watches);
    }

    public StopPoints withBreakpoints(Collection<Long> addresses) {
        StopPoints copy = copy();
        copy.breakpoints = sorted(addresses);
        return copy;
    }

    public StopPoints withWatches(Collection<Watch> ranges) {
        StopPoints copy = copy();
        copy.watches = List.copyOf(ranges);
        return copy;
    }

    public StopPoints withEvents(Collection<? extends Event> wanted) {
        StopPoints copy = copy();
        copy.events = List.copyOf(wanted);
        return copy;
    }

    /** Of breakpoints, watches and events, only those count for which this holds. */
    public StopPoints onlyWhere(HitPredicate holds) {
        StopPoints copy = copy();
        copy.condition = holds;
        return copy;
    }

    /** The watches' addresses are those that this hart sees; otherwise those of the hart that is next. */
    public StopPoints seenBy(int hart) {
        StopPoints copy = copy();
        copy.viewer = hart;
        return copy;
    }

    /**
     * Binds the watches to the physical memory that their addresses stand for at {@code moment}. It is done once, before
     * a move: on the way there may be other page tables.
     */
    public StopPoints locatedAt(Inspector moment) {
        if (watches.isEmpty()) {
            return this;
        }
        int hart = viewer == NOBODY ? moment.nextHart() : viewer;
        return withWatches(WatchedPages.locate(watches, moment, hart));
    }

    /** Goes on at breakpoints, accesses and events and tells the last at the limit. */
    public StopPoints keepLast(boolean yes) {
        StopPoints copy = copy();
        copy.keepLast = yes;
        return copy;
    }

    /** Also stops where every hart waits, before guest time jumps to the next deadline. */
    public StopPoints stoppingWhenIdle(boolean yes) {
        StopPoints copy = copy();
        copy.stopWhenIdle = yes;
        return copy;
    }

    /** Also stops before a trap that cannot be handled, except those with an epc in {@code passed}. */
    public StopPoints stoppingAtCrash(boolean yes, Collection<Long> passed) {
        StopPoints copy = copy();
        copy.stopAtCrash = yes;
        copy.crashesPassed = sorted(passed);
        return copy;
    }

    /** Also stops before an EBREAK that would trap, as at a breakpoint there. */
    public StopPoints stoppingBeforeEbreak(boolean yes) {
        StopPoints copy = copy();
        copy.stopBeforeEbreak = yes;
        return copy;
    }

    /** Lets an EBREAK at this step trap: who goes on from there was told of it. */
    public StopPoints passingEbreakAt(long step) {
        if (!stopBeforeEbreak) {
            return this;
        }
        StopPoints copy = copy();
        copy.ebreakPassed = step;
        return copy;
    }

    public boolean stopsBeforeEbreakAt(long step) {
        return stopBeforeEbreak && step != ebreakPassed;
    }

    /** Also stops when this hart has made a step; a run that keeps the last hit counts these steps too. */
    public StopPoints untilStepOf(int hart) {
        StopPoints copy = copy();
        copy.stepOf = hart;
        return copy;
    }

    /** The breakpoints are those of one hart; others run past them. */
    public StopPoints breakingOnly(int hart) {
        StopPoints copy = copy();
        copy.only = hart;
        return copy;
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

    /** Whether a span that touched this may hold a stop; false is certain. Of idle times and crashes it says nothing. */
    public boolean mayBeMetIn(Footprint span) {
        return stepOf != NOBODY
                || stopBeforeEbreak && span.mayHave(Footprint.exception(EBREAK))
                || Arrays.stream(breakpoints).anyMatch(span::mayHaveRun)
                || events.stream().anyMatch(event -> event.mayBeIn(span))
                || watches.stream()
                        .anyMatch(watch -> watch.read() || span.mayHaveWritten(watch.physical(), watch.length()));
    }

    /** Sorted, without duplicates; the caller must not change it. */
    public long[] breakpoints() {
        return breakpoints;
    }

    public List<Watch> watches() {
        return watches;
    }

    public List<Event> events() {
        return events;
    }

    public HitPredicate condition() {
        return condition;
    }

    public boolean hasCondition() {
        return condition != HitPredicate.NONE;
    }

    public boolean keepLast() {
        return keepLast;
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
