package dev.hindsight.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;

/** Reads files of the host; what cannot be read is a {@link GuestException}. */
final class HostFile {
    private static final int PIECE = 1 << 16;

    private HostFile() {}

    static byte[] read(Path path) {
        requireFile(path);
        try {
            return Files.readAllBytes(path);
        } catch (IOException e) {
            throw failure(path, e);
        } catch (OutOfMemoryError e) {
            throw new GuestException("%s is too large.".formatted(path));
        }
    }

    /** To open a pipe is to wait until somebody writes; and it can be read only once, a device without end. */
    static void requireFile(Path path) {
        if (Files.exists(path) && !Files.isRegularFile(path) && !Files.isDirectory(path)) {
            throw new GuestException("%s is a pipe or a device: copy it into a file first.".formatted(path));
        }
    }

    /** Takes a piece of a file: {@code count} bytes of {@code buffer}. */
    interface Pieces {
        void take(byte[] buffer, int count);
    }

    /** Reads a file of any size, piece by piece. */
    static void read(Path path, Pieces pieces) {
        requireFile(path);
        byte[] buffer = new byte[PIECE];
        try (InputStream stream = Files.newInputStream(path)) {
            for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
                pieces.take(buffer, count);
            }
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static boolean exists(Path path) {
        return Files.exists(path);
    }

    static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    static String text(Path path) {
        return new String(read(path), StandardCharsets.UTF_8);
    }

    private static GuestException failure(Path path, IOException e) {
        if (e instanceof NoSuchFileException) {
            return new GuestException("%s does not exist.".formatted(path));
        }
        String reason = Files.isDirectory(path) ? "it is a directory" : String.valueOf(e.getMessage());
        return new GuestException("%s cannot be read: %s.".formatted(path, reason));
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
