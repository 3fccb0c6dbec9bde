package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A bare machine that runs and records nothing. */
final class Plain {
    private static final StopPoints STOPS = StopPoints.NONE.stoppingAtCrash(true, List.of());

    private final Machine machine;
    private @Nullable Exit last;

    Plain(Machine machine) {
        this.machine = machine;
    }

    /** Runs to {@code limit} or to the guest's end; the speed in million steps a second. */
    double run(long limit) {
        long from = machine.steps();
        long began = System.nanoTime();
        last = machine.run(limit, STOPS);
        double nanos = System.nanoTime() - began;
        machine.drain();
        return (machine.steps() - from) * 1e3 / nanos;
    }

    /** Whether the guest ended itself, rather than crash, sleep for ever or go on. */
    boolean ended() {
        return last instanceof Exit.Halted;
    }

    long steps() {
        return machine.steps();
    }
}
