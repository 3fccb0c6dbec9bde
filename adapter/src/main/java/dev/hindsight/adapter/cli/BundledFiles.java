package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.cli.bench.TemporaryFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The example programs inside the jar, with their sources, as files of a temporary folder: they are there wherever the
 * jar is, in a clone or in an editor's extension.
 */
final class BundledFiles implements AutoCloseable {
    private final TemporaryFolder folder = new TemporaryFolder();

    /** A file of that name, beside those that were asked for before. */
    Path file(String name) {
        Path file = folder.path().resolve(name);
        try (InputStream content = BundledFiles.class.getResourceAsStream("/examples/" + name)) {
            if (content == null) {
                throw new IllegalStateException("There is no " + name + " in the jar.");
            }
            Files.copy(content, file);
            return file;
        } catch (IOException e) {
            throw new CommandLineException(name + " cannot be unpacked: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        folder.close();
    }
}
