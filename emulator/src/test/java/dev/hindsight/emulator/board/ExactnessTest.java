package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The law: however a step is reached, the state there is the same. For every guest and some random programs. */
class ExactnessTest {
    private static final int STEPS = 20_000;
    private static final int GRID = 97;

    @TestFactory
    Stream<DynamicTest> everyWayToAStepGivesTheSameState() throws IOException {
        return TestGuests.all().entrySet().stream().map(guest -> test(guest.getKey(), guest.getValue()));
    }

    private static DynamicTest test(String name, Supplier<Board> guest) {
        return DynamicTest.dynamicTest(name, () -> {
            Map<Long, Long> hashes = plainRun(guest.get());
            assertThat(hashes).hasSizeGreaterThan(0);
            randomSlices(guest.get(), hashes);
            withStops(guest.get(), hashes);
            randomWalk(guest.get(), hashes);
        });
    }

    /** Hashes at every step of a coarse grid, and at the last step. */
    private static Map<Long, Long> plainRun(Board board) {
        Map<Long, Long> hashes = new HashMap<>();
        type(board);
        long last = -1;
        while (board.steps() != last && board.steps() < STEPS) {
            last = board.steps();
            hashes.put(last, board.hash());
            board.run(last + GRID, StopPoints.NONE);
        }
        hashes.put(board.steps(), board.hash());
        return hashes;
    }

    private static void randomSlices(Board board, Map<Long, Long> hashes) {
        Random random = new Random(1);
        type(board);
        long end = hashes.keySet().stream().mapToLong(step -> step).max().orElseThrow();
        while (board.steps() < end) {
            board.run(Math.min(end, board.steps() + 1 + random.nextInt(40)), StopPoints.NONE);
            if (random.nextInt(10) == 0) {
                board.capture().release();
            }
            check(board, hashes);
        }
    }

    /** Breakpoints everywhere and watches on everything, remembering and not. */
    private static void withStops(Board board, Map<Long, Long> hashes) {
        Random random = new Random(2);
        type(board);
        long end = hashes.keySet().stream().mapToLong(step -> step).max().orElseThrow();
        while (board.steps() < end) {
            List<Long> breakpoints =
                    List.of(board.inspect().pc(0), board.inspect().pc(0) + 4);
            Watch watch = new Watch(BoardConfig.RAM, 8 << 20, random.nextBoolean(), true);
            StopPoints stops = StopPoints.of(breakpoints, List.of(watch)).keepLast(random.nextBoolean());
            Exit exit = board.run(Math.min(end, board.steps() + 1 + random.nextInt(200)), stops);
            check(board, hashes);
            if (exit instanceof Exit.Breakpoint) {
                board.run(board.steps() + 1, StopPoints.NONE);
                check(board, hashes);
            }
        }
    }

    private static void randomWalk(Board board, Map<Long, Long> hashes) {
        Random random = new Random(3);
        type(board);
        long end = hashes.keySet().stream().mapToLong(step -> step).max().orElseThrow();
        List<Snapshot> snapshots = new ArrayList<>(List.of(board.capture()));
        for (int i = 0; i < 300; i++) {
            board.restore(snapshots.get(random.nextInt(snapshots.size())));
            check(board, hashes);
            board.run(Math.min(end, board.steps() + random.nextInt(1000)), StopPoints.NONE);
            long toGrid = (GRID - board.steps() % GRID) % GRID;
            board.run(Math.min(end, board.steps() + toGrid), StopPoints.NONE);
            check(board, hashes);
            snapshots.add(board.capture());
            if (snapshots.size() > 20) {
                snapshots.remove(random.nextInt(snapshots.size())).release();
            }
        }
        snapshots.forEach(Snapshot::release);
    }

    private static void check(Board board, Map<Long, Long> hashes) {
        Long expected = hashes.get(board.steps());
        if (expected != null) {
            assertThat(board.hash()).as("hash at step %d", board.steps()).isEqualTo(expected);
        }
    }

    private static void type(Board board) {
        board.deliver(new Input.Serial(Bytes.utf8("help\rstatus\r")));
    }
}
