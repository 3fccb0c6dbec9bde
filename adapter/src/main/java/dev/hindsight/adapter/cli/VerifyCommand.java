package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Replay;
import dev.hindsight.emulator.recording.Verification;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.LongConsumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Replays a recording and compares. */
@Command(
        name = "verify",
        description = "Replays every branch of a recording and compares every state hash that it holds.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:all are equal", "1:a state is not the recorded one", "2:wrong usage", "125:Hindsight failed"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = "--force",
            description = "Also on another revision of the machine, where the guest may behave otherwise.")
    private boolean force;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    VerifyCommand(Streams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        try (Replay replay = Replay.open(file, guest.moved(), force)) {
            GuestConfig config = guest.replaying(replay.config());
            replay.recording().damage().ifPresent(this::tell);
            long length = Verification.length(replay.recording());
            Verification.Result result =
                    new Verification(replay.recording(), replay.machine(), progress(length)).run(config.history());
            streams.out()
                    .println(result.mismatch()
                            .orElseGet(() -> "verified %s over %,d steps: all equal"
                                    .formatted(hashes(result.hashes()), result.steps())));
            streams.out().flush();
            return result.mismatch().isPresent() ? 1 : 0;
        }
    }

    private static String hashes(long count) {
        return count == 1 ? "1 hash" : "%,d hashes".formatted(count);
    }

    /** A line for every tenth of the way. */
    private LongConsumer progress(long length) {
        long[] told = {0};
        return steps -> {
            long tenths = length == 0 ? 10 : steps * 10 / length;
            if (tenths > told[0]) {
                told[0] = tenths;
                tell("%d %% of %,d steps".formatted(tenths * 10, length));
            }
        };
    }

    private void tell(String sentence) {
        streams.err().println("hindsight: " + sentence);
    }
}
