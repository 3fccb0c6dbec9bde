package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.timeline.Bookmark;
import dev.hindsight.emulator.timeline.Deletion;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One debugger's hold on the session. Any thread may call; actions are served in order on the machine's thread.
 *
 * <p>A client reads from its <em>view</em>: the place where it last stopped. When another client moves the machine away,
 * the view stays, as a snapshot, until this client moves, or says {@link #catchUp()}.
 */
public interface Client {
    String name();

    /** What never changes over the machine's life. */
    MachineInfo info();

    /**
     * Runs {@code reader} over this client's view, also while another client runs: on the machine's thread, or on the
     * caller's while that one waits.
     */
    <T> T read(Function<Inspector, T> reader);

    /** What is recorded so far. */
    History history();

    /** From now on history may take so many bytes; it gets coarser, or has room again. Nothing is forgotten. */
    void setBudget(long bytes);

    /** Where this client's reads come from. */
    Moment view();

    /** Whether the view is where the machine stands: nobody moved it since. */
    boolean isCurrent();

    /** Gives up a view that is left behind: from now on reads come from where the machine stands. */
    void catchUp();

    /**
     * Moves the machine, from where it stands (not from the view). Completes with the stop, or with {@link
     * SessionException} where refused: another client runs, or moved within the last 100 ms, for longer than 1 s.
     */
    CompletableFuture<Stop> move(Move move);

    /**
     * Writes registers, memory or registers of devices where the machine stands; in the past this opens a branch. Throws
     * when refused.
     */
    void write(Input input);

    /**
     * From now on whatever this client does is a diversion: its reads, writes and moves, which see and make a history of
     * their own, until {@link #endDiversion}. To others it runs the machine. Throws when refused.
     */
    void divert();

    /**
     * Back to where the diversion began, as if nothing had been. With {@code keep} what was done becomes a branch instead,
     * and the machine stands at its end. Nothing happens where there is no diversion.
     */
    void endDiversion(boolean keep);

    /** Types on the console. In the past, at a stop, this opens a branch; while running, it arrives at the live end. */
    void type(Bytes bytes);

    /** Names a branch; an empty name takes its name away. Throws {@link SessionException} where it cannot be called so. */
    void nameBranch(int id, String name);

    /**
     * Forgets a branch, and where {@code withOffspring} says so those that grew from it; returns what is gone. Throws {@link SessionException} where somebody stands there, or another branch needs it.
     */
    Deletion deleteBranch(int id, boolean withOffspring);

    /**
     * Marks the place of this client's view; name and note may be empty. Throws {@link SessionException} where it cannot
     * be called so.
     */
    Bookmark bookmark(String bookmarkName, String note);

    /** Throws {@link SessionException} where there is none of that number. */
    Bookmark deleteBookmark(int id);

    /**
     * A move that writes history so far into a new recording and ends where it began: as PAUSE where it was interrupted, and
     * then nothing is written. It fails with a {@link SessionException} where that cannot be.
     */
    Move saving(Path file);

    /** The places where this client's moves ended, in order. */
    List<VisitedPlace> places();

    /** The move to the place before; refused with {@link SessionException} where there is none. */
    Move back();

    /** The move to the place after, where one went back. */
    Move forward();

    /** The last {@code most} lines that the guest wrote on its console, the oldest first. */
    List<ConsoleLine> console(int most);

    /** Stops whatever runs, whoever started it, soon. Returns at once. */
    void interrupt();

    /** Stops a run for which nobody waits, see {@link Move#isUnattended()}, soon; whether there was one. */
    boolean stopUnattended();

    /** Leaves; the timeline stays as it is. A move of this client that is still running is interrupted. */
    void leave();
}
