package dev.hindsight.emulator.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/** The commands file that gdb's user sources: {@code when}, {@code goto}. */
public final class GdbCommands {
    private static final String NAME = "hindsight.py";

    private GdbCommands() {}

    /** Puts the file into {@code directory} and gives its path. */
    public static Path writeTo(Path directory) throws IOException {
        Path file = directory.resolve(NAME);
        try (InputStream resource = GdbCommands.class.getResourceAsStream(NAME)) {
            Files.copy(Objects.requireNonNull(resource), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
