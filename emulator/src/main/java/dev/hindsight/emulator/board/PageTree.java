package dev.hindsight.emulator.board;

import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.state.StateException;
import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The content of all RAM at one moment: page numbers of a {@link PageStore} in leaves of 256, which trees share. A leaf
 * that is missing is all zeros. Immutable once built; counted by reference.
 */
final class PageTree {
    private static final int LEAF_BITS = 8;
    private static final int LEAF = 1 << LEAF_BITS;
    private static final int LEAF_BYTES = LEAF * Integer.BYTES + 40;
    /** Of a tree, beside its table of leaves. */
    private static final int TREE_BYTES = 64;

    private final PageStore store;
    private final @Nullable Leaf[] leaves;
    private final long hash;
    private final int count;
    private int references = 1;

    private static final class Leaf {
        private final int[] pages;
        private int references;

        private Leaf(int[] pages) {
            this.pages = pages;
        }
    }

    private PageTree(PageStore store, @Nullable Leaf[] leaves, long hash, int count) {
        this.store = store;
        this.leaves = leaves;
        this.hash = hash;
        this.count = count;
        for (Leaf leaf : leaves) {
            if (leaf != null) {
                leaf.references++;
            }
        }
    }

    static PageTree zeros(PageStore store, int pages) {
        return new PageTree(store, new Leaf[pages + LEAF - 1 >>> LEAF_BITS], 0, 0);
    }

    int page(int number) {
        Leaf leaf = leaves[number >>> LEAF_BITS];
        return leaf == null ? PageStore.ZERO : leaf.pages[number & LEAF - 1];
    }

    /** The sum that {@link PageHash} makes of all pages. */
    long hash() {
        return hash;
    }

    /** How many pages are not {@link PageStore#ZERO}. */
    int count() {
        return count;
    }

    /** Shows every page number whose content may differ. */
    void differences(PageTree other, IntConsumer differing) {
        for (int i = 0; i < leaves.length; i++) {
            if (leaves[i] != other.leaves[i]) {
                for (int number = i << LEAF_BITS; number < i + 1 << LEAF_BITS; number++) {
                    if (page(number) != other.page(number)) {
                        differing.accept(number);
                    }
                }
            }
        }
    }

    /** What the tree takes beside its leaves and pages, which others may share. */
    long ownBytes() {
        return TREE_BYTES + (long) leaves.length * Integer.BYTES;
    }

    /** The most that another tree takes which differs in so many pages. */
    long growth(int pagesChanged) {
        return ownBytes()
                + (long) pagesChanged * PageStore.PAGE_BYTES
                + (long) Math.min(pagesChanged, leaves.length) * LEAF_BYTES;
    }

    PageTree retain() {
        references++;
        return this;
    }

    void release() {
        if (references == 0) {
            throw new IllegalStateException("Released twice.");
        }
        if (--references == 0) {
            for (Leaf leaf : leaves) {
                if (leaf != null && --leaf.references == 0) {
                    Arrays.stream(leaf.pages).forEach(store::release);
                    store.account(-LEAF_BYTES);
                }
            }
        }
    }

    /** Shows every page that is not {@link PageStore#ZERO}. */
    void write(int memory, PageSink pages) {
        differences(zeros(store, leaves.length << LEAF_BITS), number -> {
            int page = page(number);
            pages.page(memory, number, store.bytes(page), store.offset(page));
        });
    }

    /** Makes a tree that differs in some pages. */
    Builder edit() {
        return new Builder();
    }

    /** Collects pages for a new tree. */
    final class Builder {
        private final @Nullable Leaf[] edited = leaves.clone();
        private long sum = hash;
        private int pages = count;

        /** Puts a page in, whose reference passes to the tree. */
        void set(int number, int page) {
            int index = number >>> LEAF_BITS;
            Leaf leaf = edited[index];
            if (leaf == null || leaf == leaves[index]) {
                leaf = new Leaf(leaf == null ? new int[LEAF] : leaf.pages.clone());
                Arrays.stream(leaf.pages).forEach(store::retain);
                store.account(LEAF_BYTES);
                edited[index] = leaf;
            }
            int slot = number & LEAF - 1;
            sum += PageHash.share(store, number, page) - PageHash.share(store, number, leaf.pages[slot]);
            pages += weight(page) - weight(leaf.pages[slot]);
            store.release(leaf.pages[slot]);
            leaf.pages[slot] = page;
        }

        /** Puts a copy of these bytes in. */
        void put(int number, byte[] source, int from) {
            if (number < 0 || number >>> LEAF_BITS >= edited.length) {
                throw new StateException("It has more memory than this machine.");
            }
            set(number, store.add(source, from, PageHash.of(source, from)));
        }

        PageTree build() {
            return new PageTree(store, edited, sum, pages);
        }

        private static int weight(int page) {
            return page == PageStore.ZERO ? 0 : 1;
        }
    }
}
