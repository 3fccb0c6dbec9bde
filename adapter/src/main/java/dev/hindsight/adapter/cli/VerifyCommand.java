package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Replay;
import dev.hindsight.emulator.recording.Recording;
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
        exitCodeList = {
            "0:the recording is complete, and all hashes match",
            "1:a state differs from the recorded one",
            "2:wrong usage",
            "125:the recording is damaged, incomplete or without hashes, or Hindsight failed"
        })
final class VerifyCommand implements Callable<Integer> {
    private final Streams streams;

    @Parameters(index = "0", paramLabel = "FILE", description = "The recording.")
    private Path file;

    @Option(
            names = "--force",
            description = "Also replay a recording of another machine revision; the guest may behave differently.")
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
            Recording recording = replay.recording();
            recording.damage().ifPresent(this::tell);
            long length = Verification.length(recording);
            Verification.Result result =
                    new Verification(recording, replay.machine(), progress(length)).run(config.history());
            boolean complete = recording.damage().isEmpty();
            streams.out().println(result.mismatch().orElseGet(() -> verified(result, complete)));
            streams.out().flush();
            if (result.mismatch().isPresent()) {
                return 1;
            }
            return complete && result.hashes() > 0 ? 0 : ExitStatus.FAILURE;
        }
    }

    private String verified(Verification.Result result, boolean complete) {
        return result.hashes() == 0
                ? "nothing was verified: %s holds no state hashes; record it again".formatted(file)
                : "verified %s over %,d steps: all match%s"
                        .formatted(
                                hashes(result.hashes()),
                                result.steps(),
                                complete ? "" : ", but the recording is incomplete");
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
