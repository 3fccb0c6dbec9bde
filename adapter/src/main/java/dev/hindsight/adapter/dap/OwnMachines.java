package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Replay;
import dev.hindsight.emulator.client.ClientEvent;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** Starts a machine for each session that asks. */
final class OwnMachines implements MachineSource {
    /** What a machine of the standard size takes: 128 MiB of RAM and 256 MiB of history. */
    private static final long MACHINE = 384L << 20;

    private static final int MOST = 32;

    private final Path saveTo;

    /** {@code saveTo}: the folder below which their history may be saved. */
    OwnMachines(Path saveTo) {
        this.saveTo = saveTo;
    }

    /** As many machines of the standard size as the heap holds: one more would end all of them. */
    @Override
    public Capacity capacity() {
        int sessions = (int) Math.max(1, Math.min(MOST, Runtime.getRuntime().maxMemory() / MACHINE));
        return new Capacity(
                sessions,
                "This server has no memory for more debug sessions than %d: end one, or start another hindsight dap."
                        .formatted(sessions));
    }

    @Override
    public Debuggee launch(LaunchArguments arguments, String clientName, Consumer<ClientEvent> listener) {
        if (arguments.recording().isEmpty()) {
            GuestConfig config = arguments.guest().savingTo(saveTo);
            return debuggee(LocalMachine.start(config), config.files().code(), arguments, clientName, listener);
        }
        Replay replay = arguments.replay();
        List<Path> code = replay.config().files().code();
        long history = arguments.historySize().orElse(replay.config().history());
        GuestConfig here = replay.config().withHistory(history).savingTo(saveTo);
        LocalMachine machine =
                LocalMachine.replay(replay, here, sentence -> listener.accept(new ClientEvent.Notice(sentence)));
        return debuggee(machine, code, arguments, clientName, listener);
    }

    private static Debuggee debuggee(
            LocalMachine machine,
            List<Path> code,
            LaunchArguments arguments,
            String clientName,
            Consumer<ClientEvent> listener) {
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
    public Debuggee attach(AttachArguments arguments, String clientName, Consumer<ClientEvent> listener) {
        throw new RequestException(
                arguments.port().isPresent()
                        ? "This port only launches new machines: to attach, connect to the DAP port of hindsight serve."
                        : "attach needs \"port\": the DAP port of a running hindsight serve.");
    }
}
