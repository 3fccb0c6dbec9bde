package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.machine.Footprint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which lines of code ran since somebody asked last, at hardly any cost: where a line has not run yet, its instructions
 * carry the mark of a breakpoint, and whoever meets the mark says so here and goes on without it.
 *
 * <p>Each decoded page keeps the lines that ran and the virtual page under which it was entered last, behind its words.
 */
final class ExecutedCode {
    /** So many words a page has room for, behind its instructions and what leads to the next page. */
    static final int EXTRA = Footprint.WORDS + 1;

    private static final int LINES = DecodedPages.WORDS;
    private static final int KNOWN_AS = LINES + Footprint.WORDS;
    private static final int SLOTS_A_LINE = (1 << Footprint.LINE_SHIFT) / 2;

    private final Marks marks;
    private final List<long[]> pages = new ArrayList<>();
    private final Set<Entry> entries = new HashSet<>();

    /** A page of code, entered under a virtual address. */
    private record Entry(long virtualPage, long[] page) {}

    /** Which instructions carry a mark for another reason. */
    @FunctionalInterface
    interface Marks {
        boolean stays(int slot, long word);
    }

    ExecutedCode(Marks marks) {
        this.marks = marks;
    }

    /** Execution arrives in {@code page}, which begins at the virtual address {@code base}. */
    void entered(long[] page, long base) {
        if (page[KNOWN_AS] != (base | 1)) {
            page[KNOWN_AS] = base | 1;
            entries.add(new Entry(base, page));
        }
    }

    /** The instruction in this slot runs. */
    void ran(long[] page, int slot) {
        int line = slot / SLOTS_A_LINE;
        int word = LINES + line / Long.SIZE;
        if ((page[word] >>> line & 1) == 0) {
            if (!anyRan(page)) {
                pages.add(page);
            }
            page[word] |= 1L << line;
            unmark(page, slot & -SLOTS_A_LINE);
        }
    }

    private static boolean anyRan(long[] page) {
        long any = 0;
        for (int word = 0; word < Footprint.WORDS; word++) {
            any |= page[LINES + word];
        }
        return any != 0;
    }

    private void unmark(long[] page, int first) {
        for (int slot = first; slot < first + SLOTS_A_LINE; slot++) {
            long word = DecodedInstruction.unmarked(page[slot]);
            if (DecodedInstruction.code(page[slot]) == Opcode.BREAK && !marks.stays(slot, word)) {
                page[slot] = word;
            }
        }
    }

    /** The lines that ran, {@link Footprint#WORDS} a page, by virtual page number; from now on none did. */
    SortedMap<Long, long[]> take(long addressMask) {
        SortedMap<Long, long[]> lines = new TreeMap<>();
        for (Entry entry : entries) {
            long[] page = entry.page();
            if (anyRan(page)) {
                long number = (entry.virtualPage() & addressMask) >>> Footprint.PAGE_SHIFT;
                addTo(lines.computeIfAbsent(number, none -> new long[Footprint.WORDS]), page);
            }
            page[KNOWN_AS] = 0;
        }
        entries.clear();
        pages.forEach(ExecutedCode::markAgain);
        pages.clear();
        return lines;
    }

    private static void addTo(long[] lines, long[] page) {
        for (int word = 0; word < Footprint.WORDS; word++) {
            lines[word] |= page[LINES + word];
        }
    }

    private static void markAgain(long[] page) {
        for (int word = 0; word < Footprint.WORDS; word++) {
            for (long left = page[LINES + word]; left != 0; left &= left - 1) {
                mark(page, (word * Long.SIZE + Long.numberOfTrailingZeros(left)) * SLOTS_A_LINE);
            }
            page[LINES + word] = 0;
        }
    }

    private static void mark(long[] page, int first) {
        for (int slot = first; slot < first + SLOTS_A_LINE; slot++) {
            int code = DecodedInstruction.code(page[slot]);
            // These two are asked anyway.
            if (code != Opcode.UNDECODED && code != Opcode.BREAK) {
                page[slot] = DecodedInstruction.marked(page[slot]);
            }
        }
    }
}
