package dev.hindsight.adapter.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * A real gdb, driven by bench.py inside it, which also holds the stopwatch: what is timed is what a user waits for.
 *
 * <p>The same script drives gdb on QEMU, on gdbserver and on a stub without a machine; only the way to a place differs.
 */
final class GdbDoor implements TimedClient {
    static final String GDB = "gdb-multiarch";
    private static final int PATIENCE_SECONDS = 600;
    static final int MEBIBYTE = 1 << 20;
    /** In RAM, behind the programs and before the end of what {@code paging.elf} maps. */
    static final long NOISE = 0x8080_0000L;

    private static final String ANSWER = "bench: ";

    private final Runnable afterwards;
    private final Path script;
    private final Process gdb;
    private final Writer to;
    private final BufferedReader from;

    private GdbDoor(Path program, String target, Runnable afterwards) {
        this.afterwards = afterwards;
        try {
            script = Files.createTempFile("hindsight-bench", ".py");
            try (InputStream resource = GdbDoor.class.getResourceAsStream("bench.py")) {
                Files.write(script, resource.readAllBytes());
            }
            gdb = new ProcessBuilder(List.of(GDB, "-nx", "-q", "-batch", "-x", script.toString(), program.toString()))
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new BenchException(GDB + " cannot be started: " + e.getMessage(), e);
        }
        to = gdb.outputWriter(UTF_8);
        from = gdb.inputReader(UTF_8);
        ask("connect " + target);
    }

    /** On our own door. */
    static GdbDoor onHindsight(Path program, TimelineSession session) {
        RspServer server = RspServer.open(session, 0, () -> {});
        return new GdbDoor(program, server.port() + " hindsight", server::close);
    }

    /** On our own door, where the session has run nothing yet and goes on live. */
    static GdbDoor onLive(Path program, TimelineSession session) {
        RspServer server = RspServer.open(session, 0, () -> {});
        return new GdbDoor(program, server.port() + " live", server::close);
    }

    /** On a QEMU that waits before the first step; it ends with this gdb. */
    static GdbDoor onQemu(Path program, int port, Process qemu) {
        return new GdbDoor(program, port + " qemu", qemu::destroy);
    }

    /** On a QEMU that replays; it ends with this gdb. */
    static GdbDoor onReplay(Path program, int port, Process qemu) {
        return new GdbDoor(program, port + " replay", qemu::destroy);
    }

    /** On a native program; it ends with this gdb. */
    static GdbDoor onGdbserver(Path program, int port, Process gdbserver) {
        return new GdbDoor(program, port + " gdbserver", gdbserver::destroy);
    }

    static GdbDoor onConstant(Path program, ConstantStub stub) {
        return new GdbDoor(program, stub.port() + " constant", stub::close);
    }

    @Override
    public double seek(long step) {
        return ask("seek " + step);
    }

    @Override
    public double stepBack() {
        return ask("step_back");
    }

    @Override
    public double reverseContinue(long address) {
        return ask("reverse_continue " + address);
    }

    @Override
    public double lastWrite(long address, int length) {
        return ask("last_write " + address + " " + length);
    }

    /** Forward in what is recorded, and over a call in both directions. */
    @Override
    public void measureMore(Landmarks marks, Effort effort, Listener figures) {
        measureForward(marks, effort, figures);
        marks.call().ifPresent(call -> measureReverseNext(call, effort.searches(), figures));
    }

    void measureForward(Landmarks marks, Effort effort, Listener figures) {
        long middle = marks.end() / 2;
        place(middle, marks.recent());
        measureSteps((int) Math.min(effort.steps(), middle), figures);
        marks.call().ifPresent(call -> measureNext(call, effort.searches(), figures));
    }

    void measureSteps(int count, Listener figures) {
        both(figures, "stepi", times(count, i -> ask("step")));
    }

    void measureNext(Landmarks.Call call, int count, Listener figures) {
        both(figures, "next", times(count, i -> {
            place(call.step(), call.address());
            return ask("next");
        }));
    }

    private void measureReverseNext(Landmarks.Call call, int count, Listener figures) {
        both(figures, "reverse_next", times(count, i -> {
            place(call.step(), call.address());
            ask("next");
            return ask("reverse_next");
        }));
    }

    /** Of noise that this writes first. */
    void measureReads(int count, Listener figures) {
        ask("write_noise " + NOISE);
        figures.heard(
                "memory_read", FigureUnit.RATE, rate(times(count, i -> read()).median()));
    }

    /** The milliseconds that a mebibyte of what lies at {@link #NOISE} takes. */
    double read() {
        return ask("read " + NOISE);
    }

    /** The MB/s where a mebibyte takes so many milliseconds. */
    static double rate(double milliseconds) {
        return MEBIBYTE / 1000.0 / milliseconds;
    }

    private void place(long step, long address) {
        ask("place " + step + " " + address);
    }

    private static Samples times(int count, IntToDoubleFunction move) {
        return new Samples(IntStream.range(0, count).mapToDouble(move));
    }

    private static void both(Listener figures, String metric, Samples samples) {
        figures.heard(metric + "_p50", FigureUnit.TIME, samples.median());
        figures.heard(metric + "_p99", FigureUnit.TIME, samples.quantile(99));
    }

    /** One line to the script; it answers with a time, or with what went wrong. What gdb says besides is skipped. */
    private double ask(String line) {
        CompletableFuture<Void> watchdog = CompletableFuture.runAsync(
                gdb::destroyForcibly, CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS));
        try {
            to.write(line + "\n");
            to.flush();
            for (String said = from.readLine(); said != null; said = from.readLine()) {
                if (said.startsWith(ANSWER)) {
                    return time(line, said.substring(ANSWER.length()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            watchdog.cancel(false);
        }
        throw new BenchException("gdb ended, or took longer than " + PATIENCE_SECONDS + " s, at \"" + line + "\".");
    }

    private static double time(String line, String answer) {
        try {
            return Double.parseDouble(answer);
        } catch (NumberFormatException e) {
            throw new BenchException("gdb could not do \"" + line + "\": " + answer, e);
        }
    }

    @Override
    public void close() {
        gdb.destroy();
        afterwards.run();
        try {
            Files.deleteIfExists(script);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
