package dev.hindsight.emulator;

import dev.hindsight.emulator.client.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The only folder of this host that debuggers may write to, with those below: whoever can connect to a door would
 * otherwise write wherever the user may.
 */
final class SaveFolder {
    private final Path folder;

    SaveFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * Where a new file of that name is to be, by the real path of its folder; throws {@link RefusedException} where that is
     * not below this one, or where something is there, if only a link.
     */
    Path place(Path name) {
        Path file = folder.resolve(name);
        try {
            Path root = folder.toRealPath();
            Path last = file.getFileName();
            if (last == null || last.toString().matches("\\.{0,2}")) {
                throw new RefusedException("'" + name + "' is not a file name.");
            }
            Path parent = file.toAbsolutePath().resolveSibling("").toRealPath();
            if (!parent.startsWith(root)) {
                throw new RefusedException(
                        "%s is outside %s: choose a file inside that folder, or start Hindsight with --save-to DIR."
                                .formatted(name, root));
            }
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new RefusedException(file + " exists already; choose another name.");
            }
            return parent.resolve(last);
        } catch (NoSuchFileException e) {
            throw new RefusedException("%s cannot be written: its folder does not exist.".formatted(file));
        } catch (IOException e) {
            throw new RefusedException("%s cannot be written: %s.".formatted(file, e.getMessage()));
        }
    }
}
