package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.state.StateHash;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;

/** A hash of RAM that can be kept up to date page by page: the sum of every page's share. Zeros have none. */
final class PageHash {
    private static final XXHash64 XXH64 = XXHashFactory.fastestJavaInstance().hash64();

    private PageHash() {}

    static long of(byte[] bytes, int from) {
        return XXH64.hash(bytes, from, Ram.PAGE, 0);
    }

    static long share(PageStore store, int number, int page) {
        return page == PageStore.ZERO ? 0 : share(number, store.hash(page));
    }

    /** The share of bytes that are in no store. */
    static long share(int number, byte[] bytes, int from) {
        return PageStore.isZero(bytes, from) ? 0 : share(number, of(bytes, from));
    }

    private static long share(int number, long hash) {
        return StateHash.mix(StateHash.mix(number) + hash);
    }
}
