package dev.hindsight.emulator.machine;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * What a span of steps touched, so that a search can skip it: pages of memory written, lines of code run, and kinds of
 * events. May say too much, never too little. Immutable.
 */
public final class Footprint {
    public static final int PAGE_SHIFT = 12;
    /** Code is told in lines of 16 bytes: what runs only once, at the start, often stands close to what always runs. */
    public static final int LINE_SHIFT = 4;

    /** The lines of a page are the bits of so many words, the lowest first. */
    public static final int WORDS = 1 << PAGE_SHIFT - LINE_SHIFT - 6;

    /** An instruction returned from a trap. */
    public static final long RETURN = 1L << 62;
    /** A byte went to the console. */
    public static final long OUTPUT = 1L << 63;

    private static final long RV32 = 0xffff_ffffL;
    private static final int INTERRUPTS = 32;
    private static final long OVERHEAD = 80;

    private final long base;
    private final long pages;
    private final int[] written;
    private final long[] codePages;
    private final long[] lines;
    private final long events;

    /**
     * @param base the physical page where the memory begins whose writes are known, {@code pages} long; of all other
     *     memory nothing is known
     * @param written the numbers of the pages written, counted from {@code base}, ascending
     * @param codePages the virtual pages where instructions ran, or were to run next, ascending; addresses of 32 bits have
     *     zeros above
     * @param lines {@link #WORDS} for each of these pages, one bit a line
     * @param events {@link #RETURN}, {@link #OUTPUT}, {@link #exception} and {@link #interrupt}
     */
    public Footprint(long base, long pages, int[] written, long[] codePages, long[] lines, long events) {
        this.base = base;
        this.pages = pages;
        this.written = written;
        this.codePages = codePages;
        this.lines = lines;
        this.events = events;
    }

    /** The event that an exception of this cause was taken. Causes from 31 on share one bit. */
    public static long exception(long cause) {
        return 1L << (int) Math.min(cause, INTERRUPTS - 1);
    }

    /** The event that an interrupt of this cause was taken. Causes from 29 on share one bit. */
    public static long interrupt(long cause) {
        return 1L << INTERRUPTS + (int) Math.min(cause, 29);
    }

    /** Whether one of {@code wanted} may have happened. */
    public boolean mayHave(long wanted) {
        return (events & wanted) != 0;
    }

    /** Whether an instruction at this virtual address may have run, or was to run next at the end. */
    public boolean mayHaveRun(long pc) {
        return ran(pc) || ran(pc & RV32);
    }

    /** Whether an instruction in [start, end) may have run. */
    public boolean mayHaveRun(long start, long end) {
        return ranWithin(start, end - start) || ranWithin(start & RV32, end - start);
    }

    /** Looks at each line that ran: a span may be as long as all addresses, and end with the last of them. */
    private boolean ranWithin(long start, long length) {
        return length != 0
                && BitSet.valueOf(lines).stream()
                        .mapToLong(this::address)
                        .anyMatch(line -> Long.compareUnsigned(line - start, length) < 0
                                || Long.compareUnsigned(start - line, 1 << LINE_SHIFT) < 0);
    }

    /** Where the line begins whose bit in {@link #lines} this is. */
    private long address(int bit) {
        int line = bit % (WORDS * Long.SIZE);
        return (codePages[bit / (WORDS * Long.SIZE)] << PAGE_SHIFT) + (line << LINE_SHIFT);
    }

    /** The line of its page, of those that {@code lines} has bits for. */
    public static int line(long pc) {
        return (int) pc >>> LINE_SHIFT & WORDS * Long.SIZE - 1;
    }

    private boolean ran(long pc) {
        int at = Arrays.binarySearch(codePages, pc >>> PAGE_SHIFT);
        if (at < 0) {
            return false;
        }
        int line = line(pc);
        return (lines[at * WORDS + line / Long.SIZE] >>> line & 1) != 0;
    }

    /** Whether any of {@code length} bytes at this physical address may have been written. */
    public boolean mayHaveWritten(long physical, long length) {
        long first = (physical >>> PAGE_SHIFT) - base;
        long last = (physical + length - 1 >>> PAGE_SHIFT) - base;
        if (first < 0 || last < first || last >= pages) {
            return true;
        }
        int at = Arrays.binarySearch(written, (int) first);
        int next = at >= 0 ? at : -at - 1;
        return next < written.length && written[next] <= last;
    }

    /** The footprint of two spans together. */
    public Footprint with(Footprint other) {
        int[] both = union(written, other.written);
        long[] code = union(codePages, other.codePages);
        long[] bits = new long[code.length * WORDS];
        collect(code, bits);
        other.collect(code, bits);
        return new Footprint(base, pages, both, code, bits, events | other.events);
    }

    private void collect(long[] code, long[] bits) {
        for (int i = 0; i < codePages.length; i++) {
            int at = Arrays.binarySearch(code, codePages[i]);
            for (int word = 0; word < WORDS; word++) {
                bits[at * WORDS + word] |= lines[i * WORDS + word];
            }
        }
    }

    /** The same, holding the arrays of {@code other} where they are equal: neighbouring spans often do the same. */
    public Footprint sharing(Footprint other) {
        boolean code = Arrays.equals(codePages, other.codePages);
        return new Footprint(
                base,
                pages,
                Arrays.equals(written, other.written) ? other.written : written,
                code ? other.codePages : codePages,
                code && Arrays.equals(lines, other.lines) ? other.lines : lines,
                events);
    }

    /** Bytes of memory that this takes beside what it shares with {@code other}, roughly. */
    public long bytesBeside(@Nullable Footprint other) {
        return OVERHEAD
                + (other != null && written == other.written ? 0 : 4L * written.length)
                + (other != null && codePages == other.codePages ? 0 : 8L * codePages.length)
                + (other != null && lines == other.lines ? 0 : 8L * lines.length);
    }

    private static int[] union(int[] one, int[] other) {
        return Arrays.equals(one, other)
                ? one
                : IntStream.concat(Arrays.stream(one), Arrays.stream(other))
                        .sorted()
                        .distinct()
                        .toArray();
    }

    private static long[] union(long[] one, long[] other) {
        return Arrays.equals(one, other)
                ? one
                : LongStream.concat(Arrays.stream(one), Arrays.stream(other))
                        .sorted()
                        .distinct()
                        .toArray();
    }
}
