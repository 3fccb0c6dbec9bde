package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.Size;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The arguments of launch; the extension's schema has the same names.
 *
 * @param program the ELF
 * @param stopOnEntry whether to stop before the first step
 * @param memory size of the guest's RAM, as {@code 128M}
 * @param history memory for the recorded history, as {@code 256M}
 * @param gdbPort opens a door for gdb; 0 takes a free port
 */
record LaunchArguments(
        String program, boolean stopOnEntry, Optional<String> memory, Optional<String> history, OptionalInt gdbPort) {
    static LaunchArguments of(Map<String, Object> map) {
        var given = new ArgumentReader("launch", map);
        return new LaunchArguments(
                given.text("program")
                        .orElseThrow(() -> new RequestException("launch needs \"program\": the path of an ELF file.")),
                given.flag("stopOnEntry"),
                given.text("memory"),
                given.text("history"),
                given.port("gdbPort"));
    }

    GuestConfig guest() {
        Path path = path();
        if (!Files.isRegularFile(path)) {
            throw new RequestException("There is no file %s.".formatted(path));
        }
        GuestConfig standard = GuestConfig.of(path);
        return new GuestConfig(
                path,
                memory.map(Size::parse).orElse(standard.memory()),
                history.map(Size::parse).orElse(standard.history()),
                standard.stepsPerSecond(),
                standard.pace());
    }

    private Path path() {
        try {
            return Path.of(program);
        } catch (InvalidPathException wrong) {
            throw new RequestException("launch: \"program\" is no path of a file.");
        }
    }
}
