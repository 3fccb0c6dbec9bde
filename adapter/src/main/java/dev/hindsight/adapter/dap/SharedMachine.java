package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.session.TimelineSession;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** One machine that every session joins. */
record SharedMachine(TimelineSession session, ProgramFile program) implements MachineSource {
    /** A session costs no more than a few threads here; they move one machine, and wait for each other. */
    @Override
    public Capacity capacity() {
        return new Capacity(
                32,
                "This machine already has 32 debug sessions, the most it can have: end one of them, then attach again.");
    }

    @Override
    public Debuggee launch(LaunchArguments arguments, String clientName, Consumer<ClientEvent> listener) {
        throw new RequestException(
                "This port belongs to a machine that is already running: send attach instead of launch.");
    }

    @Override
    public Debuggee attach(AttachArguments arguments, String clientName, Consumer<ClientEvent> listener) {
        return new Debuggee(
                session.join(clientName, listener), program, new FirstStop.Here(), OptionalInt.empty(), () -> {});
    }
}
