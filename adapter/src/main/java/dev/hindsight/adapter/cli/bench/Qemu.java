package dev.hindsight.adapter.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * QEMU with the same program on the same board, for comparison: plain, recording, and under gdb, running or replaying.
 *
 * <p>How many instructions QEMU ran is not to be had from it without slowing it down; so it runs the program to its end,
 * whose step is known from our own run. Of a program without an end it can tell nothing.
 */
final class Qemu {
    private static final int PATIENCE_SECONDS = 120;

    private final Path program;
    private final String binary;
    private final long memory;
    private final Path folder;

    /** Keeps the record of the run, and the disk that its snapshots need, in {@code folder}. */
    Qemu(Path program, int xlen, long memory, Path folder) {
        this.program = program;
        this.binary = "qemu-system-riscv" + xlen;
        this.memory = memory;
        this.folder = folder;
    }

    /** Million steps a second; empty if the program does not end in time. */
    Optional<Double> plainSpeed(long steps) {
        return speed(steps, List.of());
    }

    /** As {@link #plainSpeed}, with the record kept for {@link #replay}. */
    Optional<Double> recordingSpeed(long steps) {
        finish(start(List.of("qemu-img", "create", "-q", "-f", "qcow2", disk().toString(), "64M")));
        return speed(steps, recordOptions("record"));
    }

    /** A gdb that stands before the first step, and can only go forward, as fast as QEMU does. */
    GdbDoor debug() {
        int port = FreePort.choose();
        return GdbDoor.onQemu(program, port, start(command(stub(port))));
    }

    /** A gdb that stands at the first step of the record. */
    GdbDoor replay() {
        int port = FreePort.choose();
        List<String> options = new ArrayList<>(recordOptions("replay"));
        options.addAll(stub(port));
        return GdbDoor.onReplay(program, port, start(command(options)));
    }

    private static List<String> stub(int port) {
        return List.of("-S", "-gdb", "tcp:127.0.0.1:" + port);
    }

    private Optional<Double> speed(long steps, List<String> options) {
        List<String> stopped = new ArrayList<>(options);
        stopped.addAll(List.of("-S", "-monitor", "stdio"));
        Process qemu = start(command(stopped));
        try {
            // It says who it is once it is ready, so that starting up is not part of the time.
            qemu.getInputStream().read();
            long began = System.nanoTime();
            qemu.getOutputStream().write("cont\n".getBytes(UTF_8));
            qemu.getOutputStream().flush();
            if (!qemu.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
            return Optional.of(steps * 1e3 / (System.nanoTime() - began));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new BenchException("Interrupted.", e);
        } finally {
            qemu.destroyForcibly();
        }
    }

    private List<String> command(List<String> options) {
        List<String> command = new ArrayList<>(List.of(binary, "-M", "virt", "-bios", "none", "-m"));
        command.add((memory >> 20) + "M");
        command.addAll(List.of("-display", "none", "-serial", "null", "-kernel", program.toString()));
        command.addAll(options);
        return command;
    }

    private List<String> recordOptions(String mode) {
        Path log = folder.resolve("qemu.replay");
        return List.of(
                "-icount",
                "shift=auto,rr=" + mode + ",rrfile=" + log + ",rrsnapshot=init",
                "-drive",
                "file=" + disk() + ",if=none,id=rr");
    }

    private Path disk() {
        return folder.resolve("empty.qcow2");
    }

    private static Process start(List<String> command) {
        try {
            return new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new BenchException(
                    command.get(0) + " cannot be started (Debian: apt-get install qemu-system-misc qemu-utils).", e);
        }
    }

    private static void finish(Process process) {
        try {
            if (process.waitFor() != 0) {
                throw new BenchException("qemu-img failed with status " + process.exitValue() + ".");
            }
        } catch (InterruptedException e) {
            throw new BenchException("Interrupted.", e);
        }
    }
}
