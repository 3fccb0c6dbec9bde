package dev.hindsight.adapter.target;

import dev.hindsight.emulator.timeline.Moment;

/** The facet of a target that knows when it is. Steps are sought by a {@link Reverse.Plan}. */
public interface TimeTravel {
    /** The moment that reads come from. */
    Moment view();

    /** The end of what is recorded on the present branch, as this debugger last saw it. */
    long end();
}
