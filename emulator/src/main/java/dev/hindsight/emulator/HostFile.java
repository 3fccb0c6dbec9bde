package dev.hindsight.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files of the host; what cannot be read is a {@link GuestException}. */
final class HostFile {
    private HostFile() {}

    static byte[] read(Path path) {
        try {
            return Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new GuestException("%s does not exist.".formatted(path));
        } catch (IOException e) {
            String reason = Files.isDirectory(path) ? "it is a directory" : String.valueOf(e.getMessage());
            throw new GuestException("%s cannot be read: %s.".formatted(path, reason));
        } catch (OutOfMemoryError e) {
            throw new GuestException("%s is too large to be read.".formatted(path));
        }
    }

    static String text(Path path) {
        return new String(read(path), StandardCharsets.UTF_8);
    }

    /** A file that is a part of this program. */
    static byte[] resource(String name) {
        try (InputStream stream = HostFile.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("This build lacks " + name + ".");
            }
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
