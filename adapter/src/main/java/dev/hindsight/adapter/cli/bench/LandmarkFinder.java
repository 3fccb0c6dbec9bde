package dev.hindsight.adapter.cli.bench;

import static java.util.Comparator.comparingDouble;
import static java.util.Comparator.comparingLong;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.elf.Symbol;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.Stop;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** Finds the landmarks of a history that ends where the machine stands. */
final class LandmarkFinder {
    private static final long RECENT = 1_000_000;
    /** A call that takes longer is not looked at. */
    private static final long LONGEST_CALL = 10 * RECENT;

    private static final int RA = 1;
    private static final int SP = 2;
    private static final int FUNCTIONS = 64;
    private static final int VARIABLES = 16;
    /** Enough single steps to see which instruction of an inner loop runs most. */
    private static final int LOOKED_AT = 5000;

    private final ElfFile program;

    LandmarkFinder(ElfFile program) {
        this.program = program;
    }

    Landmarks survey(TimelineClient client) {
        long[] end = new long[1];
        List<Landmarks.Call> calls = new ArrayList<>();
        Map<Long, Long> lastRuns = new TreeMap<>();
        Map<Long, Integer> counts = new HashMap<>();
        Stop there = client.travel(mover -> {
                    end[0] = mover.step();
                    addresses(Symbol.Kind.FUNCTION, FUNCTIONS)
                            .forEach(address -> lastRuns.put(address, lastRun(mover, address)));
                    countAddresses(mover, counts);
                    lastRuns.forEach((address, step) -> calls.addAll(calls(mover, address, step, end[0])));
                    return mover.seek(end[0]);
                })
                .join();
        return new Landmarks(
                there.step(),
                recent(lastRuns, end[0]),
                program.entry(),
                never(lastRuns),
                counts.entrySet().stream()
                        .max(comparingLong(Map.Entry::getValue))
                        .orElseThrow()
                        .getKey(),
                addresses(Symbol.Kind.OBJECT, VARIABLES),
                calls.stream().min(comparingDouble(call -> distance(call.steps()))));
    }

    /** The step, or -1 if it never ran. */
    private static long lastRun(TimelineMover mover, long address) {
        long from = mover.step();
        Stop stop = mover.backward(StopPoints.NONE.withBreakpoints(List.of(address)), 0);
        mover.seek(from);
        return stop.reason() == Stop.Reason.BREAKPOINT ? stop.step() : -1;
    }

    /** The last call of a function, or where that has not come back yet, the one before it. */
    private static List<Landmarks.Call> calls(TimelineMover mover, long function, long lastRun, long end) {
        if (lastRun <= 0) {
            return List.of();
        }
        List<Landmarks.Call> last = call(mover, lastRun, end);
        if (!last.isEmpty()) {
            return last;
        }
        mover.seek(lastRun);
        long before = lastRun(mover, function);
        return before <= 0 ? List.of() : call(mover, before, end);
    }

    /** The call that began with the function's first instruction at step {@code entered}; none if it was no call. */
    private static List<Landmarks.Call> call(TimelineMover mover, long entered, long end) {
        mover.seek(entered - 1);
        long address = mover.now().pc(0);
        mover.seek(entered);
        long back = register(mover, RA);
        long stack = register(mover, SP);
        Stop stop =
                mover.forward(StopPoints.NONE.withBreakpoints(List.of(back)), Math.min(end, entered + LONGEST_CALL));
        boolean returned = stop.reason() == Stop.Reason.BREAKPOINT && register(mover, SP) == stack;
        boolean called = back - address == 2 || back - address == 4;
        return returned && called
                ? List.of(new Landmarks.Call(entered - 1, address, stop.step() - entered + 1))
                : List.of();
    }

    private static long register(TimelineMover mover, int number) {
        return mover.now().register(0, number).orElseThrow();
    }

    private static void countAddresses(TimelineMover mover, Map<Long, Integer> counts) {
        long end = mover.step();
        mover.seek(Math.max(0, end - LOOKED_AT));
        while (mover.step() < end) {
            counts.merge(mover.now().pc(0), 1, Integer::sum);
            mover.stepForward(0, 1);
        }
    }

    /** How far from a million, on a scale of ratios: ten million steps are as far as a hundred thousand are. */
    private static double distance(long steps) {
        return Math.abs(Math.log((double) steps / RECENT));
    }

    private long recent(Map<Long, Long> lastRuns, long end) {
        return lastRuns.entrySet().stream()
                .filter(run -> run.getValue() >= 0)
                .min(comparingDouble(run -> distance(end - run.getValue() + 1)))
                .map(Map.Entry::getKey)
                .orElse(program.entry());
    }

    /** Every instruction is even, so the odd address is the last resort. */
    private long never(Map<Long, Long> lastRuns) {
        return lastRuns.entrySet().stream()
                .filter(run -> run.getValue() < 0)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(program.entry() + 1);
    }

    /** At most {@code count} of the symbols of a kind, evenly spread. */
    private List<Long> addresses(Symbol.Kind kind, int count) {
        List<Long> all = program.symbols().stream()
                .filter(symbol -> symbol.kind() == kind && symbol.size() > 0)
                .map(Symbol::address)
                .distinct()
                .sorted()
                .toList();
        int stride = Math.max(1, (all.size() + count - 1) / count);
        return IntStream.range(0, all.size())
                .filter(i -> i % stride == 0)
                .mapToObj(all::get)
                .toList();
    }
}
