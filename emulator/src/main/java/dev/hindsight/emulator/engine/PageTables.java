package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Mmu;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/** Page tables in RAM. A page that was read from here carries a guard, so that a store there is noticed at once. */
final class PageTables implements Mmu.Tables {
    private final Ram ram;
    private final Clock clock;
    private final WriteObserver observer;
    /** Of the last step that made any, the last one first. */
    private final Deque<Update> made = new ArrayDeque<>();

    private int[] marked = new int[64];
    private int count;
    private int updates;

    /** Hears of the accessed and dirty bits that a walk writes. */
    @FunctionalInterface
    interface WriteObserver {
        void wrote(long address, int size);
    }

    private record Update(long step, int offset, int size, long before) {}

    PageTables(Ram ram, Clock clock, WriteObserver observer) {
        this.ram = ram;
        this.clock = clock;
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
        int offset = ram.offset(address);
        made.removeIf(update -> update.step != clock.steps());
        made.push(new Update(clock.steps(), offset, size, ram.read(offset, size)));
        ram.write(offset, size, value);
        updates++;
        observer.wrote(address, size);
    }

    /** The present step is not made: what its walks wrote is undone. */
    void undo() {
        for (Update each : made) {
            if (each.step == clock.steps()) {
                ram.write(each.offset, each.size, each.before);
            }
        }
        keep();
    }

    /** What walks wrote so far stays. */
    void keep() {
        made.clear();
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
