package dev.hindsight.emulator.timeline;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.OptionalLong;

/**
 * What to look for in history, and where. Made by {@link #forward} or {@link #backward}.
 *
 * <p>Breakpoints, watches and events have the meaning that they have for a run; so has the side on which a search ends,
 * see {@link Stop}.
 *
 * @param backward whether the nearest hit before the present place is looked for, not the nearest behind it
 * @param from the first step whose hits count
 * @param to the hits of this step and of later ones do not count
 * @param step also ends at this step, if it lies in the search's direction
 * @param number if positive, that hit is looked for, wherever it is, counted from 1 at {@code from} in the order of time
 */
public record Search(boolean backward, StopPoints stops, long from, long to, OptionalLong step, long number) {
    /** No end: beyond what is recorded the machine runs on. */
    public static final long NO_LIMIT = Long.MAX_VALUE;

    public static Search forward(StopPoints stops) {
        return new Search(false, stops, 0, NO_LIMIT, OptionalLong.empty(), 0);
    }

    public static Search backward(StopPoints stops) {
        return new Search(true, stops, 0, NO_LIMIT, OptionalLong.empty(), 0);
    }

    /** Only hits of the steps [first, end) count. */
    public Search within(long first, long end) {
        return new Search(backward, stops, first, end, step, number);
    }

    /** Also ends at a step. */
    public Search orAt(long target) {
        return new Search(backward, stops, from, to, OptionalLong.of(target), number);
    }

    /** Looks for the hit of this number, counted from 1. */
    public Search numbered(long hit) {
        return new Search(backward, stops, from, to, step, hit);
    }

    /** The same where addresses are those of a moment, see {@link StopPoints#locatedAt}. */
    public Search locatedAt(Inspector moment) {
        return new Search(backward, stops.locatedAt(moment), from, to, step, number);
    }
}
