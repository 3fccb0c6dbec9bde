package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Replay;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens a recording and its doors. */
@Command(
        name = "replay",
        description = {
            "Opens a recording and ports for debuggers, as hindsight serve does. It starts before the first step.",
            "The recording holds the configuration. If the guest's files have moved, name them. Nothing "
                    + "is added to the recording; a write in the past opens a branch."
        },
        mixinStandardHelpOptions = true)
final class ReplayCommand implements Callable<Integer> {
    private final Streams streams;
    private final Machines machines;

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = "--force",
            description = "Also replay a recording of another machine revision; the guest may behave differently.")
    private boolean force;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Mixin
    private final DoorOptions doors = new DoorOptions();

    @Mixin
    private final SaveOptions save = new SaveOptions();

    ReplayCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws Exception {
        try (Replay replay = Replay.open(file, guest.moved(), force)) {
            GuestConfig config = guest.replaying(replay.config()).savingTo(save.folder);
            return new PortServer(streams, machines, doors)
                    .serve(
                            () -> replay.start(config, sentence -> streams.err().println("hindsight: " + sentence)),
                            config.files().code());
        }
    }
}
