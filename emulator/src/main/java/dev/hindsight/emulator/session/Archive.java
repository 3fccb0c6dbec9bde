package dev.hindsight.emulator.session;

import dev.hindsight.emulator.timeline.Journal;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Makes recordings of a machine's history so far. */
public interface Archive {
    /** Nobody knows what the machine is made of. */
    Archive NONE = (file, history) -> {
        throw new SessionException("This machine's history cannot be saved.");
    };

    /**
     * Writes a new file; {@code history} tells it everything, and closes it. Throws {@link SessionException} where the file
     * exists or cannot be written.
     */
    void save(Path file, Consumer<Journal> history);
}
