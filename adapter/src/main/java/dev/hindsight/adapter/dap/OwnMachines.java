package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.target.TargetEvent;
import dev.hindsight.adapter.target.local.LocalMachine;
import dev.hindsight.emulator.GuestConfig;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Starts a machine for each session that asks. */
final class OwnMachines implements MachineSource {
    @Override
    public Debuggee launch(LaunchArguments arguments, String clientName, Consumer<TargetEvent> listener) {
        GuestConfig config = arguments.guest();
        var machine = LocalMachine.start(config);
        try {
            ProgramFile program = ProgramFile.of(config.files().code());
            OptionalInt gdbPort = arguments.gdbPort().isPresent()
                    ? OptionalInt.of(machine.openGdbDoor(arguments.gdbPort().getAsInt()))
                    : OptionalInt.empty();
            var target = machine.join(clientName, listener);
            return new Debuggee(target, program, gdbPort, machine::close);
        } catch (RuntimeException failure) {
            machine.close();
            throw failure;
        }
    }

    @Override
    public Debuggee attach(AttachArguments arguments, String clientName, Consumer<TargetEvent> listener) {
        throw new RequestException("attach needs \"port\": the DAP port of a running serve.");
    }
}
