package dev.hindsight.emulator.board;

import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/** Measures steps a second of CPU time by hand: {@code SpeedMeter GUEST.elf MILLION-STEPS CAPTURE-EVERY-STEPS}. Not a test. */
final class SpeedMeter {
    private static final int KEPT = 64;

    private SpeedMeter() {}

    public static void main(String[] args) {
        long limit = Long.parseLong(args[1]) * 1_000_000;
        long spacing = Long.parseLong(args[2]);
        for (int round = 0; round < 4; round++) {
            Board board = GuestLoader.load(ElfFile.read(Path.of(args[0])), 128 << 20, 1_000_000_000);
            Deque<Snapshot> kept = new ArrayDeque<>();
            long start = cpuNanos();
            Exit exit = new Exit.Limit(null);
            while (board.steps() < limit && exit instanceof Exit.Limit) {
                exit = board.run(Math.min(limit, board.steps() + spacing), StopPoints.NONE);
                kept.add(board.capture());
                if (kept.size() > KEPT) {
                    kept.remove().release();
                }
            }
            double seconds = (cpuNanos() - start) / 1e9;
            StringBuilder console = new StringBuilder();
            for (Output output : board.drain()) {
                console.append((char) output.value());
            }
            System.out.printf(
                    "%.1f million steps/s, %d steps, %s, hash %x, held %d KiB, console: %s%n",
                    board.steps() / seconds / 1e6,
                    board.steps(),
                    exit,
                    board.hash(),
                    board.retainedBytes() >> 10,
                    console);
        }
    }

    /** Not the wall clock: other work on the computer does not count. */
    private static long cpuNanos() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }
}
