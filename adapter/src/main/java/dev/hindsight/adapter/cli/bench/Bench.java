package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.machine.Machine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.stream.DoubleStream;

/** Takes the figures of one program after the other, at each length of history. */
public final class Bench {
    /** What is to be measured besides the session itself. */
    public record Plan(
            List<Path> programs, List<Long> histories, boolean gdb, boolean dap, boolean qemu, boolean gdbserver) {
        public Plan {
            programs = List.copyOf(programs);
            histories = histories.stream().sorted().distinct().toList();
        }
    }

    /** How often a speed is measured; the median counts. */
    private static final int RUNS = 3;
    /** Enough for the compilers of the JVM to be done. */
    private static final long WARM_UP = 300_000_000;
    /** How much is replayed to see what a hot breakpoint costs. */
    private static final long REPLAYED = 10_000_000;

    private final Plan plan;
    private final Function<GuestConfig, Machine> machines;
    private final Consumer<String> progress;
    private final List<Row> rows = new ArrayList<>();

    /** {@code progress} is told what is measured just now. */
    public Bench(Plan plan, Function<GuestConfig, Machine> machines, Consumer<String> progress) {
        this.plan = plan;
        this.machines = machines;
        this.progress = progress;
    }

    public Report run() {
        if (plan.gdbserver()) {
            Gdbserver.require();
        }
        plan.programs().forEach(program -> measure(new Workload(program, machines)));
        return new Report(HostName.describe(), rows);
    }

    private void measure(Workload workload) {
        warmUp(workload);
        Optional<QemuFigures> rival = Optional.empty();
        if (plan.qemu()) {
            progress.accept(workload.name() + ": running to the end, in Hindsight and in QEMU");
            rival = Optional.of(new QemuFigures(workload, progress));
        }
        try {
            for (long history : plan.histories()) {
                if (measure(workload, history, rival) < history) {
                    break;
                }
            }
        } finally {
            rival.ifPresent(QemuFigures::close);
        }
    }

    private void warmUp(Workload workload) {
        progress.accept(workload.name() + ": warming up");
        long longest = plan.histories().get(plan.histories().size() - 1);
        long steps = Math.min(longest, WARM_UP);
        workload.plain().run(steps);
        workload.record(steps).close();
    }

    /** The history that the program gave: shorter than asked for if it ended before. */
    private long measure(Workload workload, long history, Optional<QemuFigures> rival) {
        progress.accept("%s: speed over %,d steps".formatted(workload.name(), history));
        double plain = median(() -> workload.plain().run(history));
        double recorded = median(() -> {
            try (RecordedRun recording = workload.record(history)) {
                return recording.speed();
            }
        });
        try (RecordedRun recording = workload.record(history)) {
            Landmarks marks = new LandmarkFinder(workload.elf()).survey(recording.client());
            Map<String, Double> theirs = rival.map(qemu -> qemu.figures(marks)).orElse(Map.of());
            Figures figures = new Figures(workload.name(), recording.end(), theirs);
            figures.add("run_plain", FigureUnit.SPEED, plain);
            figures.add("run_recording", FigureUnit.SPEED, recorded);
            figures.add("snapshot_bytes", FigureUnit.SIZE_PER_STEPS, recording.bytesPerMillionSteps());
            figures.add("history_bytes", FigureUnit.SIZE, recording.bytes());
            figures.add("longest_gap", FigureUnit.STEPS, recording.longestGap());
            figures.add("hot_breakpoint_ratio", FigureUnit.RATIO, recording.hotBreakpointRatio(marks.hot(), REPLAYED));
            moves(workload, recording, marks, figures);
            if (plan.gdb()) {
                marks.call().ifPresent(call -> {
                    alone(call, plain, figures);
                    nextWhereItIsLive(workload, call, figures);
                });
                memoryReads(workload, recording, figures);
            }
            if (plan.gdbserver()) {
                gdbserver(figures);
            }
            ProcessMemory.peak(ProcessHandle.current().pid())
                    .ifPresent(bytes -> figures.add("peak_rss", FigureUnit.SIZE, bytes));
            rows.addAll(figures.rows());
            return recording.end();
        }
    }

    private void moves(Workload workload, RecordedRun recording, Landmarks marks, Figures figures) {
        for (ClientKind way : ClientKind.values()) {
            if (way.wantedBy(plan)) {
                progress.accept("%s: moves in %,d steps, %s".formatted(workload.name(), marks.end(), way.title()));
                try (TimedClient door = way.open(workload.program(), recording)) {
                    new Moves(
                                    door,
                                    marks,
                                    Effort.FULL,
                                    (metric, ms) -> figures.add(way.prefix() + metric, FigureUnit.TIME, ms))
                            .measure();
                    door.measureMore(
                            marks,
                            Effort.FULL,
                            (metric, unit, value) -> figures.add(way.prefix() + metric, unit, value));
                }
            }
        }
    }

    /** How long the machine itself, at its speed, takes for the call that gdb's next steps over. */
    private static void alone(Landmarks.Call call, double speed, Figures figures) {
        figures.add("next_steps", FigureUnit.STEPS, call.steps());
        figures.add("next_plain", FigureUnit.TIME, call.steps() / 1e3 / speed);
    }

    /** In a machine of its own: what is recorded stays as it is. */
    private void nextWhereItIsLive(Workload workload, Landmarks.Call call, Figures figures) {
        try (RecordedRun nothing = workload.record(1);
                GdbDoor gdb = GdbDoor.onLive(workload.program(), nothing.session())) {
            gdb.measureNext(
                    call,
                    Effort.FULL.searches(),
                    (metric, unit, value) -> figures.add("gdb_live_" + metric, unit, value));
        } catch (BenchException e) {
            progress.accept(workload.name() + ": gdb_live_next could not be measured: " + e.getMessage());
        }
    }

    private void memoryReads(Workload workload, RecordedRun recording, Figures figures) {
        progress.accept(workload.name() + ": memory reads");
        MemoryReads reads = new MemoryReads(workload.program(), recording);
        reads.inTheStub(figures::add);
        reads.throughGdb(Effort.FULL.searches(), figures::add);
    }

    private void gdbserver(Figures figures) {
        progress.accept("gdb with gdbserver on a native program");
        TimedClient.Listener listener = (metric, unit, value) -> figures.add("gdbserver_" + metric, unit, value);
        try (GdbDoor gdb = Gdbserver.open()) {
            gdb.measureSteps(Effort.FULL.steps(), listener);
            gdb.measureReads(Effort.FULL.searches(), listener);
        } catch (BenchException e) {
            progress.accept("gdbserver: " + e.getMessage());
        }
    }

    private static double median(DoubleSupplier figure) {
        return new Samples(DoubleStream.generate(figure).limit(RUNS)).median();
    }
}
