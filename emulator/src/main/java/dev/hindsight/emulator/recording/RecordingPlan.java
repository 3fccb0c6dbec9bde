package dev.hindsight.emulator.recording;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * How to record.
 *
 * @param embed whether the file also holds the content of the guest's files
 * @param snapshots how many states it holds, evenly spread, the last at its end
 * @param complaints hears a sentence if the file cannot be written any more, on some thread
 */
public record RecordingPlan(Path file, boolean embed, int snapshots, Consumer<String> complaints) {
    /** Begins the file; throws {@link RecordingException} where that is not possible. */
    public Recorder begin(Manifest manifest) {
        return new Recorder(manifest, FileSink.create(file, complaints), snapshots, PagePacker.portable());
    }
}
