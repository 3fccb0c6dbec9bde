package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import java.util.Arrays;

/** Translations to pages of RAM for one kind of access in one mode; each page has one place where it can be. */
final class Tlb {
    /** Finds nothing. */
    static final Tlb EMPTY = new Tlb();

    private static final int SIZE = 512;
    /** Equal to no address under the masks that {@link #find} uses. */
    private static final long NOTHING = Ram.PAGE / 2;

    private final long[] tags = new long[SIZE];
    private final int[] offsets = new int[SIZE];
    private boolean used = true;

    Tlb() {
        flush();
    }

    /** Where in RAM an address is, or -1 also if it has a bit of {@code alignment}, which is at most 7. */
    int find(long address, int alignment) {
        int at = (int) (address >>> Ram.PAGE_SHIFT) & SIZE - 1;
        return tags[at] == (address & (-Ram.PAGE | alignment)) ? offsets[at] | (int) address & Ram.PAGE - 1 : -1;
    }

    /** The page of {@code address} begins at this offset of RAM. */
    void put(long address, int pageOffset) {
        int at = (int) (address >>> Ram.PAGE_SHIFT) & SIZE - 1;
        tags[at] = address & -Ram.PAGE;
        offsets[at] = pageOffset;
        used = true;
    }

    void flush() {
        if (used) {
            Arrays.fill(tags, NOTHING);
            used = false;
        }
    }
}
