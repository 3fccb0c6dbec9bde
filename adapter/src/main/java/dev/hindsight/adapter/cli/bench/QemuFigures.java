package dev.hindsight.adapter.cli.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** QEMU's figures for a workload, by the names of ours. What it cannot do is absent. */
final class QemuFigures implements AutoCloseable {
    /** A program that runs longer than this is taken to have no end. */
    private static final long LONGEST = 5_000_000_000L;

    private final TemporaryFolder folder = new TemporaryFolder();
    private final Qemu qemu;
    private final Consumer<String> progress;
    private final Map<String, Double> speeds = new HashMap<>();

    /** Runs the workload to its end, here to know its length, then in QEMU. */
    QemuFigures(Workload workload, Consumer<String> progress) {
        this.progress = progress;
        qemu = new Qemu(workload.program(), workload.elf().is64() ? 64 : 32, workload.memory(), folder.path());
        Plain whole = workload.plain();
        whole.run(LONGEST);
        if (whole.ended()) {
            put("run_plain", qemu.plainSpeed(whole.steps()));
            put("run_recording", qemu.recordingSpeed(whole.steps()));
        }
    }

    /** The speeds, which do not depend on the history, and the moves in this one. */
    Map<String, Double> figures(Landmarks marks) {
        Map<String, Double> figures = new HashMap<>(speeds);
        forward(marks, figures);
        if (speeds.containsKey("run_recording")) {
            try (GdbDoor gdb = qemu.replay()) {
                new Moves(gdb, marks, Effort.SLOW, figures::put).measure();
            } catch (BenchException e) {
                progress.accept("QEMU: " + e.getMessage());
            }
        }
        // What is timed there is the waiting of our script, which QEMU does not tell when it has arrived.
        figures.keySet().removeIf(metric -> metric.startsWith("seek_"));
        return figures;
    }

    /** In a QEMU that does not replay, since that one is faster. */
    private void forward(Landmarks marks, Map<String, Double> figures) {
        TimedClient.Listener listener = (metric, unit, value) -> figures.put(metric, value);
        try (GdbDoor gdb = qemu.debug()) {
            gdb.measureForward(marks, Effort.FULL, listener);
            gdb.measureReads(Effort.FULL.searches(), listener);
        } catch (BenchException e) {
            progress.accept("QEMU: " + e.getMessage());
        }
    }

    private void put(String metric, Optional<Double> value) {
        value.ifPresent(speed -> speeds.put(metric, speed));
    }

    @Override
    public void close() {
        folder.close();
    }
}
