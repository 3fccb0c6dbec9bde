package dev.hindsight.adapter.target;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.timeline.Stop;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * One debugger's hold on a machine. Any thread may call. What is refused throws (or completes with) a {@link
 * TargetException}, and nothing has changed then.
 */
public interface Target {
    MachineInfo info();

    /** Runs {@code reader} over the place where this debugger last stopped, also while the machine runs. */
    <T> T read(Function<Inspector, T> reader);

    /** Moves the machine by {@code plan}; completes with the stop that the plan returned. */
    CompletableFuture<Stop> move(Plan plan);

    /** Stops whatever runs, soon. Returns at once. */
    void interrupt();

    /** Writes a register, numbered as {@link Inspector} says. */
    void writeRegister(int hart, int number, long value);

    /** Writes memory as the hart sees it. */
    void writeMemory(int hart, long address, Bytes bytes);

    /** Whether reads come from where the machine stands: no other debugger moves it, or has moved it away. */
    boolean isCurrent();

    /** Moves to where the machine stands now, if another debugger moved it. */
    void catchUp();

    /** Going backward, if this target can. */
    Optional<Reverse> reverse();

    /** Knowing the time, if this target does. */
    Optional<TimeTravel> timeTravel();

    /** Leaves the machine as it is. */
    void leave();

    /** Ends the machine for everyone, for the reason given. */
    void end(String why);

    /** A plan that moves the machine forward; run as one action, nobody else acts before it returns. */
    @FunctionalInterface
    interface Plan {
        Stop on(Travel travel);
    }
}
