package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import java.util.BitSet;

/**
 * Captures and restores RAM. It knows the tree that RAM was equal to when it was last captured or restored; from there
 * the dirty pages tell what RAM is now.
 */
final class RamHistory {
    private final Ram ram;
    private final PageStore store = new PageStore();
    private PageTree base;
    /** What was written, as far as dirty marks do not tell it any more. */
    private final BitSet written = new BitSet();

    RamHistory(Ram ram) {
        this.ram = ram;
        this.base = PageTree.zeros(store, ram.pages());
    }

    /** The present content, to be released by the caller. */
    PageTree capture() {
        if (ram.dirtyCount() > 0) {
            PageTree.Builder builder = base.edit();
            for (int i = 0; i < ram.dirtyCount(); i++) {
                capture(ram.dirtyPages()[i], builder);
            }
            become(builder.build());
        }
        return base.retain();
    }

    /** For a content that comes from elsewhere. */
    PageTree.Builder blank() {
        return PageTree.zeros(store, ram.pages()).edit();
    }

    /** Copies the pages that differ. */
    void restore(PageTree target) {
        for (int i = 0; i < ram.dirtyCount(); i++) {
            load(ram.dirtyPages()[i], target);
        }
        base.differences(target, number -> {
            if ((ram.guard()[number] & Ram.CLEAN) != 0) {
                load(number, target);
            }
        });
        become(target.retain());
    }

    /** Costs the pages written since the last capture, not the size of RAM. */
    long hash() {
        long sum = base.hash();
        for (int i = 0; i < ram.dirtyCount(); i++) {
            int number = ram.dirtyPages()[i];
            sum += PageHash.share(number, ram.bytes(), number << Ram.PAGE_SHIFT)
                    - PageHash.share(store, number, base.page(number));
        }
        return sum;
    }

    long size() {
        return store.size();
    }

    /** What {@link #capture} would add to {@link #size} at most. */
    long growth() {
        return base.growth(ram.dirtyCount());
    }

    /** The numbers of the pages written since the last call, ascending. */
    int[] takeWritten() {
        noteWritten();
        int[] numbers = written.stream().toArray();
        written.clear();
        return numbers;
    }

    private void noteWritten() {
        for (int i = 0; i < ram.dirtyCount(); i++) {
            written.set(ram.dirtyPages()[i]);
        }
    }

    /** Copies bytes of a captured moment; all of them lie in RAM. */
    void read(PageTree tree, int offset, byte[] into, int at, int length) {
        int done = 0;
        while (done < length) {
            int from = offset + done;
            int inPage = from & Ram.PAGE - 1;
            int count = Math.min(length - done, Ram.PAGE - inPage);
            int page = tree.page(from >>> Ram.PAGE_SHIFT);
            System.arraycopy(store.bytes(page), store.offset(page) + inPage, into, at + done, count);
            done += count;
        }
    }

    /** A page of a captured moment. */
    byte[] page(PageTree tree, int number) {
        byte[] page = new byte[Ram.PAGE];
        read(tree, number << Ram.PAGE_SHIFT, page, 0, Ram.PAGE);
        return page;
    }

    private void capture(int number, PageTree.Builder builder) {
        int offset = number << Ram.PAGE_SHIFT;
        if (!store.isEqual(base.page(number), ram.bytes(), offset)) {
            boolean zero = PageStore.isZero(ram.bytes(), offset);
            builder.set(
                    number, zero ? PageStore.ZERO : store.add(ram.bytes(), offset, PageHash.of(ram.bytes(), offset)));
        }
    }

    private void load(int number, PageTree target) {
        int page = target.page(number);
        ram.load(number, store.bytes(page), store.offset(page));
    }

    private void become(PageTree next) {
        base.release();
        base = next;
        noteWritten();
        ram.clean();
    }
}
