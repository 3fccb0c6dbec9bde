package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one machine and opens its doors: gdb, IDEs and terminals share one timeline. */
@Command(
        name = "serve",
        description = {
            "Starts one machine and opens ports for debuggers, which all debug the same history.",
            "It waits before the first step until a debugger resumes it. Without --gdb and --dap it opens both, on "
                    + "free ports. The guest's console is standard input and output."
        },
        footer = {
            "",
            "Ports are on 127.0.0.1, or on the --listen address. 0 takes a free port; standard error says which.",
            "The machine ends with Ctrl-C, SIGTERM, gdb's \"monitor quit\", or Terminate in an IDE."
        },
        mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {
    private final Streams streams;
    private final Machines machines;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final DoorOptions doors = new DoorOptions();

    @Option(names = "--record", paramLabel = "FILE", description = "Write a recording, for hindsight replay.")
    private @Nullable Path record;

    @Mixin
    private final RecordingOptions recording = new RecordingOptions();

    @Mixin
    private final SaveOptions save = new SaveOptions();

    ServeCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws Exception {
        Path file = record;
        if (file == null) {
            recording.refuse();
        }
        GuestConfig config = guest.config().savingTo(save.folder);
        PortServer serving = new PortServer(streams, machines, doors);
        List<Path> code = config.files().code();
        if (file == null) {
            return serving.serve(() -> machines.start(config), code);
        }
        RecordingOutcome fate = new RecordingOutcome(file, streams);
        return fate.status(serving.serve(() -> machines.record(config, recording.plan(file, fate)), code));
    }
}
