package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.GuestConfig;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** One machine and a gdb on it: the terminal is gdb's, and the guest prints there too. */
@Command(
        name = "gdb",
        description = {
            "Starts a machine and a gdb that is connected to it, with Hindsight's commands loaded.",
            "The machine waits before the first step, and ends when gdb ends. The guest prints to gdb's terminal, "
                    + "unless --uart gives it a port; monitor input TEXT types to the guest."
        },
        mixinStandardHelpOptions = true)
final class GdbCommand implements Callable<Integer> {
    /** The names under which a gdb that knows RISC-V is found; the last may be one that does not. */
    static final List<String> PROGRAMS =
            List.of("gdb-multiarch", "riscv64-unknown-elf-gdb", "riscv64-elf-gdb", "riscv-none-elf-gdb", "gdb");

    /** How long gdb is to wait for an answer, in seconds. */
    private static final int PATIENCE = 60;

    private final Streams streams;
    private final Machines machines;

    @Mixin
    private final GuestOptions guest = new GuestOptions();

    @Option(names = "--program", paramLabel = "GDB", description = "The gdb to start (default: one found on the PATH).")
    private @Nullable String program;

    @Option(names = "-ex", paramLabel = "COMMAND", description = "A gdb command to begin with. Repeatable.")
    private List<String> commands = List.of();

    @Option(names = "-x", paramLabel = "FILE", description = "A file of gdb commands to begin with, before -ex.")
    private @Nullable Path script;

    @Option(names = "--batch", description = "Exit after these commands.")
    private boolean batch;

    @Option(names = "--dap", paramLabel = "PORT", converter = Port.class, description = "Also open a port for IDEs.")
    private @Nullable Integer dap;

    @Option(
            names = "--uart",
            paramLabel = "PORT",
            converter = Port.class,
            description =
                    "Open a port for the guest's console, for terminals such as nc, instead of using gdb's terminal.")
    private @Nullable Integer uart;

    @Mixin
    private final SaveOptions save = new SaveOptions();

    GdbCommand(Streams streams, Machines machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() throws Exception {
        GuestConfig config = guest.config().savingTo(save.folder);
        DoorOptions doors = new DoorOptions();
        doors.gdb = 0;
        doors.dap = dap;
        doors.uart = uart;
        return new PortServer(streams, machines, doors)
                .serve(
                        () -> machines.start(config),
                        config.files().code(),
                        (console, open, ourCommands) -> debug(config.files().program(), console, open, ourCommands));
    }

    private int debug(Optional<Path> elf, GuestConsole console, Doors doors, Path ourCommands)
            throws InterruptedException {
        if (uart == null) {
            console.showOn(streams.out());
        }
        for (String name : List.of("dap", "uart")) {
            if (doors.include(name)) {
                streams.err().println("hindsight: " + name + " on 127.0.0.1:" + doors.port(name));
            }
        }
        Process gdb = start(line(elf, doors.port("gdb"), ourCommands));
        console.end().thenRun(gdb::destroy);
        return gdb.waitFor();
    }

    private List<String> line(Optional<Path> elf, int port, Path ourCommands) {
        // On a busy host an answer may take longer than the 2 s that gdb waits by itself.
        List<String> line = new ArrayList<>(List.of(gdb(), "-q", "-iex", "set remotetimeout " + PATIENCE));
        elf.ifPresent(file -> {
            // Debug information often names its sources as seen from there.
            Path folder = file.toAbsolutePath().getParent();
            line.addAll(List.of("-iex", "directory " + folder, file.toString()));
        });
        line.addAll(List.of("-ex", "source " + ourCommands, "-ex", "target remote 127.0.0.1:" + port));
        if (script != null) {
            line.addAll(List.of("-x", script.toString()));
        }
        commands.forEach(command -> line.addAll(List.of("-ex", command)));
        if (batch) {
            line.add("-batch");
        }
        return line;
    }

    private String gdb() {
        return Optional.ofNullable(program)
                .or(() -> PROGRAMS.stream().filter(GdbCommand::isOnPath).findFirst())
                .orElseThrow(() -> new CommandLineException(
                        "No gdb was found: install one that supports RISC-V (Debian: apt-get install gdb-multiarch), "
                                + "or name it with --program."));
    }

    private static boolean isOnPath(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    }

    private static Process start(List<String> line) {
        try {
            return new ProcessBuilder(line).inheritIO().start();
        } catch (IOException e) {
            throw new CommandLineException(
                    "gdb cannot be started: " + e.getMessage() + ". Choose another with --program.");
        }
    }
}
