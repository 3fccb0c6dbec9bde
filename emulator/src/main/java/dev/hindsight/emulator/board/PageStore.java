package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Pages that snapshots hold, by number and counted by reference, in slabs of 255: large arrays that live long
 * and are used again cost a garbage collector nothing, and with its header a slab fits a region of 1 MiB where it has such.
 */
final class PageStore {
    /** The page of zeros, which takes no room and is not counted. */
    static final int ZERO = 0;

    /** What a page takes, with its hash, its count and its number among the free ones. */
    static final int PAGE_BYTES = Ram.PAGE + Long.BYTES + 2 * Integer.BYTES;

    private static final int SLOT_BITS = 8;
    private static final int SLOTS = 255;
    private static final byte[] ZEROS = new byte[Ram.PAGE];

    private final List<@Nullable Slab> slabs = new ArrayList<>();
    private final BitSet withRoom = new BitSet();
    private int pages;
    private long treeBytes;

    private static final class Slab {
        private final byte[] bytes = new byte[SLOTS << Ram.PAGE_SHIFT];
        private final long[] hashes = new long[SLOTS];
        private final int[] references = new int[SLOTS];
        private final int[] free = new int[SLOTS];
        private int freeCount = SLOTS;

        private Slab() {
            Arrays.setAll(free, i -> SLOTS - 1 - i);
        }
    }

    /** Keeps a copy of a page that is not all zeros, referred to once. */
    int add(byte[] source, int from, long hash) {
        int index = slabWithRoom();
        Slab slab = slab(index);
        int slot = slab.free[--slab.freeCount];
        if (slab.freeCount == 0) {
            withRoom.clear(index);
        }
        System.arraycopy(source, from, slab.bytes, slot << Ram.PAGE_SHIFT, Ram.PAGE);
        slab.hashes[slot] = hash;
        slab.references[slot] = 1;
        pages++;
        return index << SLOT_BITS | slot + 1;
    }

    void retain(int page) {
        if (page != ZERO) {
            slab(page >>> SLOT_BITS).references[slot(page)]++;
        }
    }

    void release(int page) {
        if (page == ZERO) {
            return;
        }
        int index = page >>> SLOT_BITS;
        Slab slab = slab(index);
        if (--slab.references[slot(page)] == 0) {
            slab.free[slab.freeCount++] = slot(page);
            pages--;
            withRoom.set(index);
            dropIfEmpty(index, slab);
        }
    }

    /** The array that holds the page, from {@link #offset}. */
    byte[] bytes(int page) {
        return page == ZERO ? ZEROS : slab(page >>> SLOT_BITS).bytes;
    }

    int offset(int page) {
        return page == ZERO ? 0 : slot(page) << Ram.PAGE_SHIFT;
    }

    long hash(int page) {
        return slab(page >>> SLOT_BITS).hashes[slot(page)];
    }

    boolean isEqual(int page, byte[] other, int from) {
        int offset = offset(page);
        return Arrays.equals(bytes(page), offset, offset + Ram.PAGE, other, from, from + Ram.PAGE);
    }

    static boolean isZero(byte[] bytes, int from) {
        return Arrays.equals(ZEROS, 0, Ram.PAGE, bytes, from, from + Ram.PAGE);
    }

    /** Counts memory that the trees over these pages take. */
    void account(long bytes) {
        treeBytes += bytes;
    }

    /** Bytes of the pages held and the trees over them; freed room is used again before there are new slabs. */
    long size() {
        return (long) pages * PAGE_BYTES + treeBytes;
    }

    private int slabWithRoom() {
        int index = withRoom.nextSetBit(0);
        if (index >= 0) {
            return index;
        }
        int gap = slabs.indexOf(null);
        int place = gap >= 0 ? gap : slabs.size();
        if (gap >= 0) {
            slabs.set(gap, new Slab());
        } else {
            slabs.add(new Slab());
        }
        withRoom.set(place);
        return place;
    }

    /** One empty slab stays, lest a page that comes and goes costs a slab each time. */
    private void dropIfEmpty(int index, Slab slab) {
        if (slab.freeCount == SLOTS && withRoom.cardinality() > 1) {
            withRoom.clear(index);
            slabs.set(index, null);
        }
    }

    private Slab slab(int index) {
        Slab slab = slabs.get(index);
        if (slab == null) {
            throw new IllegalStateException("Page used after its release.");
        }
        return slab;
    }

    private static int slot(int page) {
        return (page & (1 << SLOT_BITS) - 1) - 1;
    }
}
