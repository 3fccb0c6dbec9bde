package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.BranchDifference;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/** How a {@link Move} travels through recorded history. */
public interface TimelineMover extends ReverseMover {
    @Override
    TimedInspector now();

    /** The state where the machine stands, and no other. */
    Mark mark();

    @Override
    default Moment moment() {
        return mark().moment();
    }

    /** The end of what is recorded on this branch so far; the machine may be live there. */
    long end();

    /**
     * To what is looked for in either direction: BREAKPOINT, WATCHPOINT, EVENT, STEP. Where it is not found (NOT_FOUND)
     * or the search is interrupted (PAUSE), exactly where it began.
     */
    Stop search(Search search);

    /** To a moment of any branch, as {@link #seek(long)}. */
    Stop seek(Moment moment);

    /** To exactly the state of a mark, also where more inputs came at its step later. */
    Stop seek(Mark mark);

    /**
     * Gives the machine an input where it stands; in the past this opens a branch. Throws {@link RefusedException} where
     * that cannot be.
     */
    void write(Input input);

    /** How often a replay was not what was recorded, since the session began. */
    long divergences();

    /** A hash of everything that a guest can see here; equal hashes at equal steps are what time travel promises. */
    long hash();

    /**
     * Compares two branches: the first step where their states differ, and what differs there or at the step {@code at};
     * no more than {@code most} differences. Empty where it was interrupted. Ends where it began.
     */
    Optional<BranchDifference> compare(int branch, int other, OptionalLong at, int most);

    /**
     * Runs something and throws it away, as a call of a guest's function by a debugger: the plan gets a history of its own
     * that begins with the present state. Whatever happens there, afterwards everything is as it was before.
     */
    <T> T divert(Function<Diversion, T> plan);
}
