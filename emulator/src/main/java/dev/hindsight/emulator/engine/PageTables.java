package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Mmu;
import java.util.Arrays;

/** Page tables in RAM. A page that was read from here carries a guard, so that a store there is noticed at once. */
final class PageTables implements Mmu.Tables {
    private final Ram ram;
    private final WriteObserver observer;
    private int[] marked = new int[64];
    private int count;
    private int updates;

    /** Hears of the accessed and dirty bits that a walk writes. */
    @FunctionalInterface
    interface WriteObserver {
        void wrote(long address, int size);
    }

    PageTables(Ram ram, WriteObserver observer) {
        this.ram = ram;
        this.observer = observer;
    }

    @Override
    public boolean contains(long address, int size) {
        return ram.contains(address, size);
    }

    @Override
    public long read(long address, int size) {
        int offset = ram.offset(address);
        int page = offset >>> Ram.PAGE_SHIFT;
        if ((ram.guard()[page] & Ram.PAGE_TABLE) == 0) {
            mark(page);
        }
        return ram.read(offset, size);
    }

    @Override
    public void write(long address, int size, long value) {
        ram.write(ram.offset(address), size, value);
        updates++;
        observer.wrote(address, size);
    }

    /** How often a walk has written; such a write forgets the guards of the very walk that makes it. */
    int updates() {
        return updates;
    }

    /** There are no translations that depend on these pages any more. */
    void unmark() {
        for (int i = 0; i < count; i++) {
            ram.guard()[marked[i]] &= ~Ram.PAGE_TABLE;
        }
        count = 0;
    }

    private void mark(int page) {
        ram.guard()[page] |= Ram.PAGE_TABLE;
        if (count == marked.length) {
            marked = Arrays.copyOf(marked, 2 * count);
        }
        marked[count++] = page;
    }
}
