package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.GuestFiles;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.MovedFiles;
import dev.hindsight.emulator.Replay;
import dev.hindsight.emulator.Size;
import dev.hindsight.emulator.StartDate;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The arguments of launch; the extension's schema has the same names.
 *
 * @param program the ELF; or instead of it a kernel, a bios, or both
 * @param append the kernel's command line
 * @param board the name of a bundled board, or the path of a description
 * @param drives paths of disk images
 * @param rtc the date at reset
 * @param memory size of the guest's RAM, as {@code 128M}
 * @param history memory for the recorded history, as {@code 256M}
 * @param stopOnEntry whether to stop before the first step
 * @param stopAt the function to stop at first; empty text for none
 * @param recording a recording to replay: it holds the configuration, and the files are only for those that have moved
 * @param gdbPort opens a door for gdb; 0 takes a free port
 */
record LaunchArguments(
        Optional<String> program,
        Optional<String> kernel,
        Optional<String> bios,
        Optional<String> initrd,
        Optional<String> append,
        Optional<String> board,
        Optional<String> isa,
        OptionalInt harts,
        List<String> drives,
        Optional<String> rtc,
        Optional<String> memory,
        Optional<String> history,
        Optional<String> recording,
        boolean stopOnEntry,
        Optional<String> stopAt,
        OptionalInt gdbPort) {
    static LaunchArguments of(Map<String, Object> map) {
        var given = new ArgumentReader("launch", map);
        var arguments = new LaunchArguments(
                given.text("program"),
                given.text("kernel"),
                given.text("bios"),
                given.text("initrd"),
                given.text("append"),
                given.text("board"),
                given.text("isa"),
                given.number("harts", 1, 8),
                given.texts("drives"),
                given.text("rtc"),
                given.text("memory"),
                given.text("history"),
                given.text("recording"),
                given.flag("stopOnEntry"),
                given.anyText("stopAt"),
                given.port("gdbPort"));
        if (arguments.recording.isPresent()) {
            arguments.refuseConfiguration();
        } else if (arguments.program.isEmpty() && arguments.kernel.isEmpty() && arguments.bios.isEmpty()) {
            throw new RequestException(
                    "launch needs \"program\": the path of an ELF file; or a \"kernel\", or a \"recording\".");
        }
        return arguments;
    }

    private void refuseConfiguration() {
        Map<String, Optional<?>> configuration = Map.of(
                "append", append,
                "board", board.filter(name -> MachineConfig.boardFile(name).isEmpty()),
                "isa", isa,
                "harts", harts.stream().boxed().findFirst(),
                "rtc", rtc,
                "memory", memory);
        configuration.forEach((name, value) -> {
            if (value.isPresent()) {
                throw new RequestException("launch: the recording holds its own \"%s\"; leave it out.".formatted(name));
            }
        });
    }

    /** Opens the recording that is to be replayed, if it is of this revision of the machine. */
    Replay replay() {
        return Replay.open(recording.map(file("recording")).orElseThrow(), moved());
    }

    /** Host memory for history, if it is said. */
    Optional<Long> historySize() {
        return history.map(Size::parse);
    }

    private MovedFiles moved() {
        return new MovedFiles(
                program.map(file("program")),
                kernel.map(file("kernel")),
                bios.map(file("bios")),
                initrd.map(file("initrd")),
                board.flatMap(MachineConfig::boardFile).map(Path::toString).map(file("board")),
                drives.stream().map(file("drives")).toList());
    }

    GuestConfig guest() {
        GuestConfig standard = GuestConfig.of(files()).on(machine());
        return historySize().map(standard::withHistory).orElse(standard);
    }

    private GuestFiles files() {
        return new GuestFiles(
                program.map(file("program")),
                kernel.map(file("kernel")),
                bios.map(file("bios")),
                initrd.map(file("initrd")),
                append);
    }

    private MachineConfig machine() {
        MachineConfig standard = MachineConfig.STANDARD;
        return new MachineConfig(
                board.orElse(standard.board()),
                isa,
                harts.orElse(standard.harts()),
                memory.map(Size::parse).map(OptionalLong::of).orElse(standard.memory()),
                drives.stream().map(file("drives")).toList(),
                rtc.map(StartDate::parse).orElse(standard.start()),
                standard.stepsPerSecond());
    }

    private static Function<String, Path> file(String name) {
        return text -> {
            Path path = path(name, text);
            if (!Files.isRegularFile(path)) {
                throw new RequestException("There is no file %s.".formatted(path));
            }
            return path;
        };
    }

    private static Path path(String name, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException wrong) {
            throw new RequestException("launch: \"%s\" must be a file path.".formatted(name));
        }
    }
}
