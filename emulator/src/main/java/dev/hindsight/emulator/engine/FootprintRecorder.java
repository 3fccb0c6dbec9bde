package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.machine.Footprint;
import java.util.HashSet;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.LongStream;

/**
 * What steps touch, for the next {@link Footprint}: everything but the pages written, which the guards of RAM tell. It
 * stands beside the engine and is told, so that nothing is lost with the engine's caches.
 */
public final class FootprintRecorder {
    private final Ram ram;
    private final long addressMask;
    private final ExecutedCode code = new ExecutedCode();
    /** The lines of code where a hart stood when something else came before its instruction. */
    private final Set<Long> linesLeft = new HashSet<>();

    private long events;

    public FootprintRecorder(Ram ram, int xlen) {
        this.ram = ram;
        this.addressMask = xlen == 64 ? -1 : 0xffff_ffffL;
    }

    /** These kinds of events happened, as {@link Footprint} has them. */
    public void event(long kinds) {
        events |= kinds;
    }

    /**
     * The instruction at which this hart stands may never run: a trap or a debugger moves it. A call belongs to the step
     * that leads to the function.
     */
    public void leaves(Hart hart) {
        linesLeft.add((hart.pc() & addressMask) >>> Footprint.LINE_SHIFT);
    }

    ExecutedCode code() {
        return code;
    }

    /** What was touched since the last call; {@code written} are the pages written, counted from the first of RAM. */
    public Footprint take(int[] written) {
        SortedMap<Long, long[]> lines = code.take(addressMask);
        linesLeft.forEach(line -> add(line, lines));
        linesLeft.clear();
        long happened = events;
        events = 0;
        return new Footprint(
                ram.base() >>> Ram.PAGE_SHIFT,
                ram.pages(),
                written,
                lines.keySet().stream().mapToLong(Long::longValue).toArray(),
                lines.values().stream().flatMapToLong(LongStream::of).toArray(),
                happened);
    }

    private static void add(long number, SortedMap<Long, long[]> to) {
        long pc = number << Footprint.LINE_SHIFT;
        long[] lines = to.computeIfAbsent(pc >>> Footprint.PAGE_SHIFT, page -> new long[Footprint.WORDS]);
        int line = Footprint.line(pc);
        lines[line / Long.SIZE] |= 1L << line;
    }
}
