package dev.hindsight.adapter.cli;

import com.sun.management.OperatingSystemMXBean;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.HostMemory;
import dev.hindsight.emulator.Size;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What this machine has, on one page: for a bug report, or before there is one to write. */
@Command(
        name = "doctor",
        description = {
            "Checks that this computer has what Hindsight needs. Paste the output into bug reports.",
            "It shows versions and paths of programs, memory and ports, and nothing else about this computer."
        },
        mixinStandardHelpOptions = true,
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {"0:nothing is missing", "2:wrong usage", "125:something is missing"})
final class DoctorCommand implements Callable<Integer> {
    /** What the standard board has. */
    private static final long RAM = 128L << 20;

    private static final Pattern VERSION = Pattern.compile("[0-9]+([.][0-9]+)+");

    private final Streams streams;
    private final Host host;
    private final List<String> missing = new ArrayList<>();

    DoctorCommand(Streams streams, Host host) {
        this.streams = streams;
        this.host = host;
    }

    @Override
    public Integer call() {
        missing.clear();
        line(
                "Hindsight",
                "%s, LSP4J %s, picocli %s".formatted(Version.number(), Version.ofLsp4j(), CommandLine.VERSION));
        line(
                "Java",
                "%s (%s, %s), %s"
                        .formatted(
                                Runtime.version(),
                                System.getProperty("java.vm.name"),
                                System.getProperty("java.vendor"),
                                System.getProperty("java.home")));
        line(
                "system",
                "%s %s, %s, cores: %d"
                        .formatted(
                                System.getProperty("os.name"),
                                System.getProperty("os.version"),
                                System.getProperty("os.arch"),
                                Runtime.getRuntime().availableProcessors()));
        memory();
        gdbs();
        ports();
        optional("QEMU", "qemu-system-riscv64", "bench --against qemu", "qemu-system-misc");
        optional("node", "node", "building the VS Code extension", "nodejs");
        optional("VS Code", "code", "the extension; or any other editor that speaks DAP", "");
        line("result", missing.isEmpty() ? "nothing is missing" : "missing: " + String.join("; ", missing));
        streams.out().flush();
        return missing.isEmpty() ? 0 : ExitStatus.FAILURE;
    }

    private void memory() {
        HostMemory memory = host.memory();
        long seen =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        line(
                "memory",
                "computer or container %dM, of which this process may use %dM"
                        .formatted(seen >> 20, memory.most() >> 20));
        try {
            memory.require(RAM);
            HostMemory.Share share = memory.history(GuestConfig.STANDARD_HISTORY, RAM);
            line(
                    "",
                    "a guest with %s of RAM gets %s of history%s"
                            .formatted(
                                    Size.format(RAM),
                                    Size.format(share.history()),
                                    share.sentence().isPresent()
                                            ? ", not the default " + Size.format(GuestConfig.STANDARD_HISTORY)
                                            : ""));
        } catch (GuestException e) {
            line("", String.valueOf(e.getMessage()));
            missing.add("memory for a guest with " + Size.format(RAM) + " of RAM");
        }
    }

    private void ports() {
        Optional<String> problem = host.doorProblem();
        line(
                "ports",
                problem.map(why -> "none can be opened on 127.0.0.1: " + why).orElse("can be opened on 127.0.0.1"));
        if (problem.isPresent()) {
            missing.add("ports on 127.0.0.1, for gdb and IDEs");
        }
    }

    private void gdbs() {
        boolean found = false;
        for (String name : GdbCommand.PROGRAMS) {
            Optional<Path> path = host.program(name);
            if (path.isPresent()) {
                line(found ? "" : "gdb", gdb(name, path.get().toString()));
                found = true;
            }
        }
        if (!found) {
            line("gdb", "none; only for hindsight gdb (Debian: apt-get install gdb-multiarch)");
        }
    }

    private String gdb(String name, String path) {
        String python = host.output(List.of(path, "-nx", "-batch", "-ex", "python print('with ' + 'Python')"))
                        .filter(text -> text.contains("with Python"))
                        .isPresent()
                ? "Python"
                : "no Python, so Hindsight's commands need the prefix monitor";
        String riscv = host.output(List.of(path, "-nx", "-batch", "-ex", "set architecture riscv:rv64"))
                        .filter(text -> text.contains("riscv:rv64\"") && !text.contains("Undefined item"))
                        .isPresent()
                ? "RISC-V"
                : "no RISC-V: install another (Debian: apt-get install gdb-multiarch)";
        return "%s %s, %s, %s (%s)".formatted(name, versionOf(path), python, riscv, path);
    }

    private String versionOf(String program) {
        Matcher matcher =
                VERSION.matcher(host.output(List.of(program, "--version")).orElse(""));
        return matcher.find() ? matcher.group() : "(version unknown)";
    }

    private void optional(String title, String program, String use, String debian) {
        String install = debian.isEmpty() ? "" : " (Debian: apt-get install %s)".formatted(debian);
        line(
                title,
                host.program(program)
                        .map(path -> "%s %s (%s)".formatted(program, versionOf(path.toString()), path))
                        .orElse("none; only for " + use + install));
    }

    private void line(String title, String text) {
        streams.out().println("%-10s %s".formatted(title, text));
    }
}
