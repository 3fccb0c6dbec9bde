package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A client of a machine whose history is recorded: it travels in time, and names places and branches of history. */
public interface TimelineClient extends ReverseClient {
    /** As {@link #read}, where the reader also wants to know the time. */
    <T> T readTimed(Function<TimedInspector, T> reader);

    @Override
    default <T> T read(Function<Inspector, T> reader) {
        return readTimed(reader::apply);
    }

    /** What is recorded so far. */
    History history();

    /** From now on history may take so many bytes; it gets coarser, or has room again. Nothing is forgotten. */
    void setBudget(long bytes);

    /** Where this client's reads come from. */
    Moment view();

    /** As {@link #move}, through all of history; in the past, a write of the plan opens a branch. */
    CompletableFuture<Stop> travel(Move<? super TimelineMover> move);

    @Override
    default CompletableFuture<Stop> move(Move<? super Mover> move) {
        return travel(move);
    }

    @Override
    default CompletableFuture<Stop> moveEitherWay(Move<? super ReverseMover> move) {
        return travel(move);
    }

    @Override
    default Optional<TimelineClient> timeline() {
        return Optional.of(this);
    }

    /**
     * From now on whatever this client does is a diversion: its reads, writes and moves, which see and make a history of
     * their own, until {@link #endDiversion}. To others it runs the machine. Throws when refused: then this client's writes
     * are refused, too, until it says {@link #endDiversion} or moves.
     */
    void divert();

    /**
     * Back to where the diversion began, as if nothing had been. With {@code keep} what was done becomes a branch instead,
     * and the machine stands at its end. Nothing happens where there is no diversion.
     */
    void endDiversion(boolean keep);

    /** Types on the console. In the past, at a stop, this opens a branch; while running, it arrives at the live end. */
    void type(Bytes bytes);

    /** Names a branch; an empty name takes its name away. Throws {@link RefusedException} where it cannot be called so. */
    void nameBranch(int id, String name);

    /**
     * Forgets a branch, and where {@code withOffspring} says so those that grew from it; returns what is gone. Throws
     * {@link RefusedException} where somebody stands there, or another branch needs it.
     */
    Deletion deleteBranch(int id, boolean withOffspring);

    /**
     * Marks the place of this client's view; name and note may be empty. Throws {@link RefusedException} where it cannot
     * be called so.
     */
    Bookmark bookmark(String bookmarkName, String note);

    /** Throws {@link RefusedException} where there is none of that number. */
    Bookmark deleteBookmark(int id);

    /**
     * A move that writes history so far into a new recording and ends where it began: as PAUSE where it was interrupted, and
     * then nothing is written. It fails with a {@link RefusedException} where that cannot be.
     */
    Move<TimelineMover> saving(Path file);

    /** The places where this client's moves ended, in order. */
    List<VisitedPlace> places();

    /** The move to the place before; refused with {@link RefusedException} where there is none. */
    Move<TimelineMover> back();

    /** The move to the place after, where one went back. */
    Move<TimelineMover> forward();

    /** The last {@code most} lines that the guest wrote on its console, the oldest first. */
    List<ConsoleLine> console(int most);

    /** Stops a run for which nobody waits, see {@link Move#isUnattended()}, soon; whether there was one. */
    boolean stopUnattended();
}
