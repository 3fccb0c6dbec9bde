package dev.hindsight.adapter.cli;

import dev.hindsight.adapter.cli.bench.Bench;
import dev.hindsight.adapter.cli.bench.Report;
import dev.hindsight.adapter.cli.bench.Table;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.machine.Machine;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Measures speed, memory and moves. */
@Command(
        name = "bench",
        description = {
            "Measures how fast programs run and are recorded, and how long moves through their history take.",
            "Without a program it measures the bundled workloads."
        },
        footer = {
            "",
            "For every program and length of history it measures:",
            "  run_plain, run_recording    speed without history, and with it",
            "  snapshot_bytes              memory per million steps of history",
            "  history_bytes, peak_rss     memory of all history, and of the whole process",
            "  longest_gap                 the most steps that a move must replay from a snapshot",
            "  hot_breakpoint_ratio        slowdown of a replay by a breakpoint that is hit all the time",
            "and these moves, in milliseconds:",
            "  step_back                   at the end of history",
            "  step_back_random            the second step back after a move to a random step",
            "  seek                        to a random step",
            "  reverse_continue            to code that last ran a million steps ago",
            "  reverse_continue_cold       to code that ran only at the start",
            "  reverse_continue_none       to code that never ran",
            "  last_write                  to the last write to an address",
            "_p50 is the median, _p99 the 99th percentile. Moves made through gdb and DAP begin with gdb_ and dap_.",
            "With --gdb also steps, in milliseconds, and memory reads, in megabytes per second:",
            "  gdb_stepi                   one instruction forward, within recorded history",
            "  gdb_next, gdb_reverse_next  over a call of about a million steps, and back over it",
            "  gdb_live_next               over such calls at the end of history",
            "  next_steps, next_plain      the length of that call in steps, and the milliseconds that the",
            "                              machine alone takes for it (at the speed of run_plain)",
            "  gdb_memory_read             1 MiB of random bytes through gdb",
            "  constant_memory_read        the same bytes through the same gdb, from a stub that has its",
            "                              answers ready",
            "  gdb_memory_read_ratio       gdb_memory_read divided by constant_memory_read",
            "  stub_memory_read_m, stub_memory_read_x",
            "                              the same bytes from Hindsight's stub without gdb, in hexadecimal and",
            "                              in binary packets",
            "With --against gdbserver, the same for a native program of this computer:",
            "  gdbserver_stepi, gdbserver_memory_read"
        },
        mixinStandardHelpOptions = true)
final class BenchCommand implements Callable<Integer> {
    /** Integers, floating point, and the integers again behind page tables. */
    private static final List<String> BUNDLED = List.of("integer.elf", "floating.elf", "memory.elf", "paging.elf");

    /** What can be measured beside ours; an enum so that picocli lists the choices. */
    enum Rival {
        qemu,
        gdbserver
    }

    private final Streams streams;
    private final Function<GuestConfig, Machine> machines;

    @Parameters(paramLabel = "ELF", arity = "0..*", description = "The programs to measure.")
    private List<Path> programs = List.of();

    @Option(names = "--json", description = "Print JSON instead of a table, and nothing else on standard output.")
    private boolean json;

    @Option(
            names = "--against",
            paramLabel = "qemu,gdbserver",
            split = ",",
            description = {
                "qemu: also run the programs in QEMU, plain, recording and replaying, and show ratios.",
                "gdbserver: also time gdb on gdbserver with a native program."
            })
    private List<Rival> against = List.of();

    @Option(names = "--gdb", description = "Also time the moves through a real gdb (gdb-multiarch).")
    private boolean gdb;

    @Option(names = "--dap", description = "Also time the moves through a DAP client.")
    private boolean dap;

    @Option(
            names = "--histories",
            paramLabel = "STEPS",
            split = ",",
            defaultValue = "1e6,1e7,1e8",
            converter = Steps.class,
            description =
                    "The lengths of history to measure, in steps. A program may end before (default: ${DEFAULT-VALUE}).")
    private List<Long> histories;

    BenchCommand(Streams streams, Function<GuestConfig, Machine> machines) {
        this.streams = streams;
        this.machines = machines;
    }

    @Override
    public Integer call() {
        try (BundledFiles bundled = new BundledFiles()) {
            List<Path> measured =
                    programs.isEmpty() ? BUNDLED.stream().map(bundled::file).toList() : programs;
            Bench.Plan plan = new Bench.Plan(
                    measured, histories, gdb, dap, against.contains(Rival.qemu), against.contains(Rival.gdbserver));
            Report report = new Bench(plan, machines, said -> streams.err().println("hindsight: " + said)).run();
            if (json) {
                streams.out().println(report.json());
            } else {
                new Table(report).lines().forEach(streams.out()::println);
            }
            streams.out().flush();
            return 0;
        }
    }

    private static final class Steps implements ITypeConverter<Long> {
        @Override
        public Long convert(String text) {
            try {
                long steps = new BigDecimal(text).longValueExact();
                if (steps > 0) {
                    return steps;
                }
            } catch (ArithmeticException | NumberFormatException e) {
                // The sentence below says it.
            }
            throw new TypeConversionException("\"" + text + "\" is not a number of steps, as in 1e6");
        }
    }
}
