package dev.hindsight.emulator.machine;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A deterministic machine. Owned by one thread at a time; every method is called on that thread.
 *
 * <p>A <em>step</em> is one instruction retired or one trap taken (exception or interrupt) by one hart. "The state at
 * step k" is the one after the inputs there; step k as an event leads from k to k+1.
 */
public interface Machine {
    /** What never changes over the machine's life. */
    MachineInfo info();

    /** How many steps led to the present state. */
    long steps();

    /**
     * Runs until {@code steps() == limit} or until one of {@code stops} says so. Never passes {@code limit}.
     *
     * <p>A breakpoint stops before its step, even the first one. A watched access stops after its step: the access
     * belongs to step {@code steps() - 1}. {@link Exit.Halted} and {@link Exit.Crash} leave the machine before the step
     * that would end the guest or take the trap, with the state unchanged, so that another call finds the same again.
     */
    Exit run(long limit, StopPoints stops);

    /**
     * The only door for the outside world. The input takes effect at the present step, before anything runs. Throws {@link
     * IllegalArgumentException} with a sentence, and changes nothing, where the present state cannot take it.
     */
    void deliver(Input input);

    /**
     * Why the present state cannot take {@code input}, in a sentence; empty where {@link #deliver} can have it. Changes
     * nothing.
     */
    default Optional<String> refusal(Input input) {
        return Optional.empty();
    }

    /** The present state, kept until {@link Snapshot#release()}. Changes nothing that a guest or a hash can see. */
    Snapshot capture();

    /** The memory that all live snapshots together hold, in bytes; what they share counts once. */
    long retainedBytes();

    /** What {@link #capture} would add to {@link #retainedBytes} now, at most. */
    long captureBytes();

    /** What the steps since the last call touched; of steps that were undone by {@link #restore} too. */
    Footprint takeFootprint();

    /** Shows a state in a form that outlives the process: its pages, and, returned, all its other fields. */
    byte[] write(Snapshot snapshot, PageSink pages);

    /**
     * A state that {@link #write} showed, to be released by the caller; {@code pages} puts all its pages into the sink.
     * Throws {@link dev.hindsight.emulator.state.StateException} where a machine of another make wrote it.
     */
    Snapshot read(byte[] fields, Consumer<PageSink> pages);

    /** Makes {@code snapshot} the present state. Cost: the pages that differ. */
    void restore(Snapshot snapshot);

    /** A hash of everything that a guest can ever see: registers, devices, memory, time. */
    long hash();

    /** The console output since the last call, in order, also when it was produced before (on replay). */
    List<Output> drain();

    /**
     * {@code listener} hears sentences for the user about the guest, also those from before, on the thread that owns the
     * machine. They are no part of the state, and each is said once, however often its step is made.
     */
    default void onNotice(Consumer<String> listener) {}

    /** Reads the present state; valid until the machine next runs, is restored or gets an input. */
    TimedInspector inspect();

    /** Reads the state that {@code snapshot} holds, without moving; valid until it is released. */
    TimedInspector inspect(Snapshot snapshot);

    /**
     * Where two states differ, in an order that does not change: registers and other fields first, then memory. Moves
     * nothing.
     *
     * @param most no more than so many; with this many there may be more
     */
    List<Difference> differences(Snapshot first, Snapshot second, int most);
}
