package dev.hindsight.adapter.target;

import dev.hindsight.emulator.timeline.Moment;
import java.util.Optional;

/** The facet of a target that knows when it is. Steps are sought by a {@link Reverse.Plan}. */
public interface TimeTravel {
    /** The moment that reads come from. */
    Moment view();

    /** The end of what is recorded on the present branch, as this debugger last saw it. */
    long end();

    /**
     * Takes a line in the words that gdb's user types after {@code monitor}; empty where it begins with none of them.
     * Throws {@link TargetException} where the rest of it makes no sense.
     */
    Optional<Spoken> hear(String line);

    /** Those words, one a line, with what they mean. */
    String words();
}
