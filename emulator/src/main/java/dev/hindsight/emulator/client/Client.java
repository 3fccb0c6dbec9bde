package dev.hindsight.emulator.client;

import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One debugger's hold on a machine, which others may debug, too. Any thread may call. What is refused throws, or
 * completes with, a {@link RefusedException}, and nothing has changed then.
 *
 * <p>A client reads from its <em>view</em>: the place where it last stopped. When another client moves the machine away,
 * the view stays until this client moves, or says {@link #catchUp()}.
 */
public interface Client {
    /** What other clients are told: "gdb", "VS Code". */
    String name();

    /** What never changes over the machine's life. */
    MachineInfo info();

    /**
     * Runs {@code reader} over this client's view, also while another client runs: on the machine's thread, or on the
     * caller's while that one waits.
     */
    <T> T read(Function<Inspector, T> reader);

    /**
     * Moves the machine forward, from where it stands (not from the view). Completes with the stop that the plan
     * returned; refused while another client runs, or moved within the last 100 ms, for longer than 1 s.
     */
    CompletableFuture<Stop> move(Move<? super Mover> move);

    /**
     * Writes a register, memory or a register of a device where the machine stands. Refused where the machine has moved
     * away from the view, or an input of that kind cannot be given.
     */
    void write(Input input);

    /** Stops whatever runs, whoever started it, soon. Returns at once. */
    void interrupt();

    /** Whether the view is where the machine stands: nobody moved it since. */
    boolean isCurrent();

    /** Gives up a view that is left behind: from now on reads come from where the machine stands. */
    void catchUp();

    /** Ends the machine for everyone, for the reason given. */
    void end(String why);

    /** Leaves; the machine stays as it is. A move of this client that is still running is interrupted. */
    void leave();

    /** This client, if its machine can go backward. */
    default Optional<ReverseClient> reverse() {
        return Optional.empty();
    }

    /** This client, if its machine's history is recorded. */
    default Optional<TimelineClient> timeline() {
        return Optional.empty();
    }
}
