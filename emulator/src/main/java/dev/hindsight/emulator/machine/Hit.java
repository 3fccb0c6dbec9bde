package dev.hindsight.emulator.machine;

import java.util.List;

/** A stop point that was met. {@link #step()} is the step it belongs to: from step to step + 1. */
public sealed interface Hit {
    long step();

    int hart();

    long pc();

    /** A breakpoint at {@code pc}, looked at before the instruction of this step is fetched. */
    record Code(long step, int hart, long pc) implements Hit {}

    /** Watched accesses of the instruction (or device) at {@code pc}, in order; at least one. */
    record Data(long step, int hart, long pc, List<Access> accesses) implements Hit {
        public Data {
            accesses = List.copyOf(accesses);
        }
    }

    /** A step that {@link StopPoints#untilStepOf} asked for; {@code pc} is where it led the hart. */
    record Step(long step, int hart, long pc) implements Hit {}

    /**
     * An {@link Event} that was looked for.
     *
     * @param pc where the step led the hart
     * @param text what happened, for a user
     */
    record Happened(long step, int hart, long pc, Event event, String text) implements Hit {}

    /** One access: {@code length} bytes at {@code address}. An AMO is one READ and one WRITE. */
    record Access(AccessKind kind, long address, int length) {}
}
