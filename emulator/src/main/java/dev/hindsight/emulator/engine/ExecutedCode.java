package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.machine.Footprint;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines of code ran since the last footprint, as the engine told: the lines of each page in memory, and under which
 * virtual addresses these pages were entered. It may be told the same again and again.
 */
final class ExecutedCode {
    /** Stands for all pages from which nothing can be fetched as things are. */
    static final long UNFETCHABLE = -1;

    private final Map<Long, Integer> numbers = new HashMap<>();
    /** By numbers; {@link Footprint#WORDS} a page. */
    private final List<long[]> lines = new ArrayList<>();
    /** The numbers of the pages with lines that ran. */
    private final BitSet touched = new BitSet();

    private final Set<Entry> entries = new HashSet<>();

    /** A page of code, entered under a virtual address. */
    private record Entry(long base, int page) {}

    /** The number by which the engine tells of this physical page: always the same. */
    int number(long physicalPage) {
        return numbers.computeIfAbsent(physicalPage, page -> {
            lines.add(new long[Footprint.WORDS]);
            return lines.size() - 1;
        });
    }

    /** Execution arrives in a page, which begins at the virtual address {@code base}. */
    void entered(int page, long base) {
        entries.add(new Entry(base, page));
    }

    /** An instruction in this line runs, or is met at a breakpoint. */
    void ran(int page, int line) {
        lines.get(page)[line / Long.SIZE] |= 1L << line;
        touched.set(page);
    }

    /** The lines that ran, {@link Footprint#WORDS} a page, by virtual page number; from now on none did. */
    SortedMap<Long, long[]> take(long addressMask) {
        SortedMap<Long, long[]> all = new TreeMap<>();
        for (Entry entry : entries) {
            if (touched.get(entry.page())) {
                long number = (entry.base() & addressMask) >>> Footprint.PAGE_SHIFT;
                add(lines.get(entry.page()), all.computeIfAbsent(number, none -> new long[Footprint.WORDS]));
            }
        }
        entries.clear();
        touched.stream().forEach(page -> lines.set(page, new long[Footprint.WORDS]));
        touched.clear();
        return all;
    }

    private static void add(long[] page, long[] to) {
        for (int word = 0; word < Footprint.WORDS; word++) {
            to[word] |= page[word];
        }
    }
}
