package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.timeline.Journal;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Predicate;

/** Makes recordings of a machine's history so far. */
public interface Archive {
    /** Nobody knows what the machine is made of. */
    Archive NONE = (file, history) -> {
        throw new RefusedException("This machine's history cannot be saved.");
    };

    /**
     * Writes a new file; {@code history} tells it everything and closes it, or gives up: then nothing stays of the file, and
     * this is empty, otherwise the file's real path. Throws {@link RefusedException} where the file exists or cannot be
     * written.
     */
    Optional<Path> save(Path file, Predicate<Journal> history);
}
