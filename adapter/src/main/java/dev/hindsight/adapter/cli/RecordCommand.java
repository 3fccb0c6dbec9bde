package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a guest to its end and keeps its history in a file. */
@Command(
        name = "record",
        description = {
            "Runs a program to its end, as hindsight run does, and writes a recording.",
            "The recording holds the configuration and everything that came from outside. hindsight replay opens it."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"125:Hindsight failed, or the recording is not complete", "other:as for hindsight run"})
final class RecordCommand implements Callable<Integer> {
    private final Streams streams;
    private final Machines machines;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "The recording to write.")
    private Path file;

    @Mixin
    private final RecordingOptions options = new RecordingOptions();

    RecordCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws ExecutionException, InterruptedException {
        GuestConfig config = guest.config();
        RecordingOutcome fate = new RecordingOutcome(file, streams);
        return fate.status(run(config, fate));
    }

    private int run(GuestConfig config, RecordingOutcome fate) throws ExecutionException, InterruptedException {
        try (ShutdownHook farewell = new ShutdownHook();
                TimelineSession session = machines.record(config, options.plan(file, fate))) {
            farewell.endOnSignal(session);
            return new HeadlessRun(streams).run(session);
        }
    }
}
