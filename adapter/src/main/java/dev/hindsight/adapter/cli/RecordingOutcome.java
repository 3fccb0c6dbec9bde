package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.recording.RecordingPlan;
import java.nio.file.Path;

/** What becomes of a recording while its guest runs; decides the exit status. Any thread. */
final class RecordingOutcome implements RecordingPlan.Outcome {
    private final Path file;
    private final Streams streams;
    private volatile boolean whole;
    private volatile boolean failed;

    RecordingOutcome(Path file, Streams streams) {
        this.file = file;
        this.streams = streams;
    }

    @Override
    public void failed(String what) {
        failed = true;
        tell(what + "; it keeps what was recorded before, and the guest continues without being recorded.");
    }

    @Override
    public void whole() {
        whole = true;
    }

    /** The session has ended; {@code status} is what else would be told. */
    int status(int status) {
        if (!whole && !failed) {
            tell("%s is incomplete: Hindsight ended before it could write the end.".formatted(file));
        }
        return whole ? status : ExitStatus.FAILURE;
    }

    private void tell(String sentence) {
        streams.err().println("hindsight: " + sentence);
    }
}
