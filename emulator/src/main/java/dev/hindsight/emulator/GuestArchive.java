package dev.hindsight.emulator;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.recording.Recorder;
import dev.hindsight.emulator.recording.RecordingException;
import dev.hindsight.emulator.recording.RecordingPlan;
import dev.hindsight.emulator.session.Archive;
import dev.hindsight.emulator.timeline.Journal;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/** Saves the history of a guest, as long as its files are what they were when it was loaded. */
final class GuestArchive implements Archive {
    private final GuestConfig config;
    private final List<Loaded> files;

    /** A file as it was when the guest was loaded. */
    private record Loaded(Path path, long size, FileTime modified) {
        static Loaded now(Path path) {
            return new Loaded(path, HostFile.size(path), HostFile.modified(path));
        }

        boolean isUnchanged() {
            return equals(now(path));
        }
    }

    /** {@code config} is of a guest that is being loaded just now. */
    GuestArchive(GuestConfig config) {
        this.config = config;
        this.files = GuestParts.of(config).stream()
                .map(part -> Loaded.now(part.path()))
                .toList();
    }

    @Override
    public Optional<Path> save(Path file, Predicate<Journal> history) {
        try {
            for (Loaded loaded : files) {
                if (!loaded.isUnchanged()) {
                    throw new RefusedException(
                            loaded.path() + " has changed since it was loaded, so a recording would not match it.");
                }
            }
            Path place = new SaveFolder(config.saveTo()).place(file);
            return write(place, history) ? Optional.of(place) : Optional.empty();
        } catch (GuestException | RecordingException refused) {
            throw new RefusedException(String.valueOf(refused.getMessage()));
        }
    }

    private boolean write(Path place, Predicate<Journal> history) {
        List<String> failures = new CopyOnWriteArrayList<>();
        Recorder recorder = new RecordingPlan(place, false, false, 1, failures::add)
                .begin(GuestIdentity.whole(config).manifest());
        boolean whole = false;
        try {
            whole = history.test(recorder) && failures.isEmpty();
        } finally {
            if (!whole) {
                recorder.abandon();
            }
        }
        if (!failures.isEmpty()) {
            throw new RefusedException(failures.get(0) + "; nothing was saved.");
        }
        return whole;
    }
}
