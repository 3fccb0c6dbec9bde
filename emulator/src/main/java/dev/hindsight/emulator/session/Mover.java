package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.BranchDifference;
import dev.hindsight.emulator.timeline.Mark;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Search;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * How a {@link Move} travels. Valid only inside that move, on the machine's thread.
 *
 * <p>Every method that travels returns {@link Stop.Reason#PAUSE} soon after {@link TimelineSession#interrupt()}, at the
 * step reached (a backward search: where it started). A plan must pass that on and return.
 */
public interface Mover {
    /** No limit of steps. */
    long NO_LIMIT = Long.MAX_VALUE;

    /** Reads the machine where it stands now; ask again after each travel. */
    Inspector now();

    /** The state where the machine stands, and no other. */
    Mark mark();

    default Moment moment() {
        return mark().moment();
    }

    default long step() {
        return moment().step();
    }

    /** The end of what is recorded on this branch so far; the machine may be live there. */
    long end();

    /**
     * Forward to {@code limit}, replaying what is recorded and then recording on, honouring {@code stops} from the very
     * first step: a breakpoint at the present pc stops at once.
     */
    Stop forward(StopPoints stops, long limit);

    /** As {@link #forward}, but a breakpoint at the present pc is stepped off first (watches stay set). */
    Stop resume(StopPoints stops, long limit);

    /**
     * Backward to the last place before this one where one of {@code stops} was met, but not before {@code limit} (0 for
     * the start of history; then reason START, otherwise STEP where nothing is found). A breakpoint at the present pc
     * does not count.
     */
    Stop backward(StopPoints stops, long limit);

    /**
     * To what is looked for in either direction: BREAKPOINT, WATCHPOINT, EVENT, STEP. Where it is not found (NOT_FOUND)
     * or the search is interrupted (PAUSE), exactly where it began.
     */
    Stop search(Search search);

    /**
     * To a step of this branch; beyond {@link #end()}, records on. Reason STEP; START where {@code step} is negative; EXIT
     * or EXCEPTION where the guest came no further; PAUSE.
     */
    Stop seek(long step);

    /** To a moment of any branch, as {@link #seek(long)}. */
    Stop seek(Moment moment);

    /** To exactly the state of a mark, also where more inputs came at its step later. */
    Stop seek(Mark mark);

    /**
     * Gives the machine an input where it stands; in the past this opens a branch. Throws {@link SessionException} where
     * that cannot be.
     */
    void write(Input input);

    /** How often a replay was not what was recorded, since the session began. */
    long divergences();

    /** A hash of everything that a guest can see here; equal hashes at equal steps are what time travel promises. */
    long hash();

    /** So many steps of one hart forward: the schedule runs until that hart made them. No stop points. */
    Stop stepForward(int hart, long count);

    /** To before the last step that {@code hart} made; START at the beginning of history. */
    Stop stepBackward(int hart);

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

    /** The stop that a plan reports when it arrived by its own judgement. */
    Stop arrived(Stop.Reason reason, String description);
}
