package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs one machine and opens its doors: gdb, IDEs and terminals share one timeline. */
@Command(
        name = "serve",
        description = {
            "Starts one machine and lets debuggers in; all share its timeline.",
            "It waits before the first step until a debugger lets it go. Without --gdb and --dap both doors are open, "
                    + "on free ports. The guest's console is standard input and output."
        },
        footer = {
            "",
            "A PORT is one of 127.0.0.1, or of the --listen address, 0 for a free one; standard error tells which.",
            "The machine ends with Ctrl-C, SIGTERM, gdb's \"monitor quit\" or an IDE's Terminate."
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

    ServeCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws Exception {
        if (record == null) {
            recording.refuse();
        }
        GuestConfig config = guest.config();
        return new Serving(streams, machines, doors)
                .serve(() -> start(config), config.files().code());
    }

    private TimelineSession start(GuestConfig config) {
        return record == null ? machines.start(config) : machines.record(config, recording.plan(record, streams.err()));
    }
}
