package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.target.TargetEvent;
import dev.hindsight.adapter.target.local.LocalMachine;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Replay;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Starts a machine for each session that asks. */
final class OwnMachines implements MachineSource {
    @Override
    public Debuggee launch(LaunchArguments arguments, String clientName, Consumer<TargetEvent> listener) {
        if (arguments.recording().isEmpty()) {
            GuestConfig config = arguments.guest();
            return debuggee(LocalMachine.start(config), config.files().code(), arguments, clientName, listener);
        }
        Replay replay = arguments.replay();
        List<Path> code = replay.config().files().code();
        long history = arguments.historySize().orElse(replay.config().history());
        LocalMachine machine =
                LocalMachine.replay(replay, history, sentence -> listener.accept(new TargetEvent.News(sentence)));
        return debuggee(machine, code, arguments, clientName, listener);
    }

    private static Debuggee debuggee(
            LocalMachine machine,
            List<Path> code,
            LaunchArguments arguments,
            String clientName,
            Consumer<TargetEvent> listener) {
        try {
            ProgramFile program = ProgramFile.of(code);
            FirstStop firstStop = FirstStop.of(arguments, program.program());
            OptionalInt gdbPort = arguments.gdbPort().isPresent()
                    ? OptionalInt.of(machine.openGdbDoor(arguments.gdbPort().getAsInt()))
                    : OptionalInt.empty();
            var target = machine.join(clientName, listener);
            return new Debuggee(target, program, firstStop, gdbPort, machine::close);
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
