package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.machine.Footprint;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds out which lines of code run, at hardly any cost: where a line has not run yet, its decoded instructions carry the
 * mark of a breakpoint, and whoever meets the mark says so here and goes on without it. The first time is told to {@link
 * ExecutedCode}.
 *
 * <p>Each decoded page keeps behind its words the lines that ran, the virtual page under which it was entered last, and
 * its number there.
 */
final class LineMarks {
    /** So many words a page has room for, behind its instructions and what leads to the next page. */
    static final int EXTRA = Footprint.WORDS + 2;

    private static final int LINES = DecodedPages.WORDS;
    private static final int KNOWN_AS = LINES + Footprint.WORDS;
    private static final int NUMBER = KNOWN_AS + 1;
    private static final int SLOTS_A_LINE = (1 << Footprint.LINE_SHIFT) / 2;

    private final Marks marks;
    private final ExecutedCode executed;
    private final List<long[]> ran = new ArrayList<>();
    private final List<long[]> entered = new ArrayList<>();

    /** Which instructions carry a mark for another reason. */
    @FunctionalInterface
    interface Marks {
        boolean stays(int slot, long word);
    }

    LineMarks(ExecutedCode executed, Marks marks) {
        this.executed = executed;
        this.marks = marks;
    }

    /** Has to be called before anything else for a page. */
    void add(long[] page, long physicalPage) {
        page[NUMBER] = executed.number(physicalPage);
    }

    /** Execution arrives in {@code page}, which begins at the virtual address {@code base}. */
    void entered(long[] page, long base) {
        if (page[KNOWN_AS] != (base | 1)) {
            if (page[KNOWN_AS] == 0) {
                entered.add(page);
            }
            page[KNOWN_AS] = base | 1;
            executed.entered((int) page[NUMBER], base);
        }
    }

    /** The instruction in this slot runs. */
    void ran(long[] page, int slot) {
        int line = slot / SLOTS_A_LINE;
        int word = LINES + line / Long.SIZE;
        if ((page[word] >>> line & 1) == 0) {
            if (!anyRan(page)) {
                ran.add(page);
            }
            page[word] |= 1L << line;
            executed.ran((int) page[NUMBER], line);
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

    /** From now on no line has run. */
    void reset() {
        entered.forEach(page -> page[KNOWN_AS] = 0);
        ran.forEach(LineMarks::markAgain);
        entered.clear();
        ran.clear();
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
