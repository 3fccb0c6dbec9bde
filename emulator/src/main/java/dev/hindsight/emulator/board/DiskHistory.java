package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.device.Disk;
import dev.hindsight.emulator.device.DiskImage;
import dev.hindsight.emulator.device.Flash;
import java.util.HashMap;
import java.util.Map;

/**
 * A disk, or a flash, whose image never changes: written pages lie over it, and are captured and restored like those of RAM. It knows
 * the tree that it was equal to when it was last captured or restored, and the pages written since.
 */
final class DiskHistory implements Disk, Flash.Content {
    private final DiskImage image;
    private final PageStore store = new PageStore();
    private final Map<Integer, byte[]> written = new HashMap<>();
    private PageTree base;

    DiskHistory(DiskImage image) {
        this.image = image;
        this.base = PageTree.zeros(store, pages(image));
    }

    /** Whether there are numbers for all pages of it. */
    static boolean canHold(DiskImage image) {
        return image.size() >>> Ram.PAGE_SHIFT < Integer.MAX_VALUE;
    }

    @Override
    public boolean isOriginal() {
        return written.isEmpty() && base.count() == 0;
    }

    /** What stood in it at a captured moment. */
    Flash.Content at(PageTree then) {
        return new Past(then);
    }

    private final class Past implements Flash.Content {
        private final PageTree tree;

        private Past(PageTree tree) {
            this.tree = tree;
        }

        @Override
        public boolean isOriginal() {
            return tree.count() == 0;
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            inPages(
                    offset,
                    length,
                    (number, inPage, done, count) ->
                            System.arraycopy(page(tree, number), inPage, into, at + done, count));
        }

        @Override
        public void write(long offset, byte[] source, int at, int length) {
            throw new IllegalStateException("The past does not change.");
        }
    }

    @Override
    public long size() {
        return image.size();
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        inPages(offset, length, (number, inPage, done, count) -> {
            byte[] page = written.get(number);
            int kept = base.page(number);
            if (page != null) {
                System.arraycopy(page, inPage, into, at + done, count);
            } else if (kept != PageStore.ZERO) {
                System.arraycopy(store.bytes(kept), store.offset(kept) + inPage, into, at + done, count);
            } else {
                image.read(offset + done, into, at + done, count);
            }
        });
    }

    @Override
    public void write(long offset, byte[] source, int at, int length) {
        inPages(offset, length, (number, inPage, done, count) -> {
            byte[] page = written.get(number);
            if (page == null) {
                page = present(number);
                written.put(number, page);
            }
            System.arraycopy(source, at + done, page, inPage, count);
        });
    }

    /** The present content, to be released by the caller. */
    PageTree capture() {
        if (!written.isEmpty()) {
            PageTree.Builder builder = base.edit();
            written.forEach((number, page) -> {
                int kept = base.page(number);
                if (kept == PageStore.ZERO || !store.isEqual(kept, page, 0)) {
                    builder.set(number, store.add(page, 0, PageHash.of(page, 0)));
                }
            });
            become(builder.build());
        }
        return base.retain();
    }

    /** For a content that comes from elsewhere. */
    PageTree.Builder blank() {
        return PageTree.zeros(store, pages(image)).edit();
    }

    /** Whether its content may be another one now. */
    boolean restore(PageTree target) {
        boolean changes = !written.isEmpty() || base != target;
        become(target.retain());
        return changes;
    }

    /** Of what the guest wrote; the image is a part of the configuration. */
    long hash() {
        long sum = base.hash();
        for (Map.Entry<Integer, byte[]> each : written.entrySet()) {
            int number = each.getKey();
            sum += PageHash.share(number, PageHash.of(each.getValue(), 0))
                    - PageHash.share(store, number, base.page(number));
        }
        return sum;
    }

    /** Bytes that snapshots hold beside the present content, which is nowhere else. */
    long retained() {
        return store.size() - (long) base.count() * PageStore.PAGE_BYTES;
    }

    /** What {@link #capture} would add to it at most: the pages that the new ones replace. */
    long growth() {
        return base.growth(written.size());
    }

    /** A page of a captured moment. */
    byte[] page(PageTree tree, int number) {
        byte[] page = new byte[Ram.PAGE];
        int kept = tree.page(number);
        if (kept != PageStore.ZERO) {
            System.arraycopy(store.bytes(kept), store.offset(kept), page, 0, Ram.PAGE);
        } else {
            long start = (long) number << Ram.PAGE_SHIFT;
            image.read(start, page, 0, (int) Math.min(Ram.PAGE, size() - start));
        }
        return page;
    }

    private byte[] present(int number) {
        long start = (long) number << Ram.PAGE_SHIFT;
        byte[] page = new byte[Ram.PAGE];
        read(start, page, 0, (int) Math.min(Ram.PAGE, size() - start));
        return page;
    }

    private void become(PageTree next) {
        base.release();
        base = next;
        written.clear();
    }

    private static int pages(DiskImage image) {
        return (int) (image.size() + Ram.PAGE - 1 >>> Ram.PAGE_SHIFT);
    }

    /** A part of an access that lies in one page: {@code done} bytes of the access come before it. */
    @FunctionalInterface
    private interface Piece {
        void move(int number, int inPage, int done, int count);
    }

    private static void inPages(long offset, int length, Piece piece) {
        int done = 0;
        while (done < length) {
            long from = offset + done;
            int inPage = (int) from & Ram.PAGE - 1;
            int count = Math.min(length - done, Ram.PAGE - inPage);
            piece.move((int) (from >>> Ram.PAGE_SHIFT), inPage, done, count);
            done += count;
        }
    }
}
