package dev.hindsight.emulator.server;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;

/** The commands file that gdb's user sources, and the package that it loads. */
public final class GdbCommands {
    private static final String FILE = "hindsight.py";
    private static final String PACKAGE = "hindsight_gdb";
    private static final List<String> MODULES = List.of(
            "__init__",
            "arguments",
            "calls",
            "events",
            "frames",
            "hooks",
            "last",
            "lines",
            "marks",
            "memory",
            "moves",
            "notifications",
            "registers",
            "reverse_until",
            "settings",
            "stub",
            "words");

    private GdbCommands() {}

    /** Puts them into {@code directory} and gives the path of the file to be sourced. */
    public static Path writeTo(Path directory) throws IOException {
        Files.createDirectories(directory.resolve(PACKAGE));
        for (String module : MODULES) {
            copy(PACKAGE + "/" + module + ".py", directory);
        }
        return copy(FILE, directory);
    }

    private static Path copy(String name, Path directory) throws IOException {
        Path file = directory.resolve(name);
        try (InputStream resource = GdbCommands.class.getResourceAsStream(name)) {
            Files.copy(Objects.requireNonNull(resource), file, StandardCopyOption.REPLACE_EXISTING);
        }
        return file;
    }
}
