package dev.hindsight.emulator.recording;

import java.nio.file.Path;

/**
 * How to record.
 *
 * @param replace whether a recording of that name may be replaced, once this one is whole
 * @param embed whether the file also holds the content of the guest's files
 * @param snapshots how many states it holds, evenly spread, the last at its end
 */
public record RecordingPlan(Path file, boolean replace, boolean embed, int snapshots, Outcome outcome) {
    /** Hears on some thread what becomes of the file. */
    public interface Outcome {
        /** It cannot be written any more; {@code what} is the beginning of a sentence. It keeps what came before. */
        void failed(String what);

        /** All that was recorded is in it, to the end. */
        default void whole() {}
    }

    /** One that replaces nothing. */
    public RecordingPlan(Path file, boolean embed, int snapshots, Outcome outcome) {
        this(file, false, embed, snapshots, outcome);
    }

    /** Begins the file; throws {@link RecordingException} where that is not possible. */
    public Recorder begin(Manifest manifest) {
        FileSink sink = new FileSink(FileClaim.of(file, replace), outcome);
        return new Recorder(manifest, sink, snapshots, PagePacker.portable());
    }
}
