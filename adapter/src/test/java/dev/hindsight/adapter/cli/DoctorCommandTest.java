package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.HostMemory;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorCommandTest {
    /** A computer with these programs. */
    private record FakeHost(List<String> programs, Optional<String> doorProblem, HostMemory memory) implements Host {
        @Override
        public Optional<Path> program(String name) {
            return programs.contains(name) ? Optional.of(Path.of("/bin", name)) : Optional.empty();
        }

        @Override
        public Optional<String> output(List<String> command) {
            return switch (command.get(command.size() - 1)) {
                case "--version" -> Optional.of("A program (Debian 13.1-3) 13.1\nfree software");
                case "set architecture riscv:rv64" -> Optional.of("The target architecture is set to \"riscv:rv64\".");
                default -> Optional.of("with Python\n");
            };
        }
    }

    @Test
    void aComputerThatHasAllIsOnOnePage() {
        CommandRun run = run(new FakeHost(
                List.of("gdb-multiarch", "qemu-system-riscv64"), Optional.empty(), new HostMemory(1L << 30)));
        assertThat(run.status()).isZero();
        assertThat(run.out().lines().map(line -> line.split(" ")[0]).filter(word -> !word.isEmpty()))
                .containsExactly(
                        "Hindsight", "Java", "system", "memory", "gdb", "ports", "QEMU", "node", "VS", "result");
        assertThat(run.out())
                .contains(
                        "gdb        gdb-multiarch 13.1, Python, RISC-V (",
                        "a guest with 128M of RAM gets 256M of history\n",
                        "node       none; only for building the VS Code extension (Debian: apt-get install nodejs)",
                        "result     nothing is missing")
                .contains("LSP4J");
    }

    @Test
    void whatIsMissingIsNamedAndIsAFailure() {
        CommandRun run =
                run(new FakeHost(List.of(), Optional.of("Operation not permitted"), new HostMemory(100 << 20)));
        assertThat(run.status()).isEqualTo(125);
        assertThat(run.out())
                .contains(
                        "gdb        none; only for hindsight gdb (Debian: apt-get install gdb-multiarch)",
                        "ports      none can be opened on 127.0.0.1: Operation not permitted",
                        "A guest with 128M of RAM needs 196M of memory, and this process may use 100M",
                        "result     missing: memory for a guest with 128M of RAM; ports on 127.0.0.1, for gdb and IDEs");
    }

    @Test
    void aSmallComputerGetsLessHistory() {
        CommandRun run = run(new FakeHost(List.of(), Optional.empty(), new HostMemory(300L << 20)));
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("gets 108M of history, not the default 256M");
    }

    private static CommandRun run(Host host) {
        return CommandRun.of(streams -> Main.complete(new CommandLine(new DoctorCommand(streams, host)), streams), "");
    }
}
