package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.state.StateHash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A hash of RAM that can be kept up to date page by page: the sum of every page's share. Zeros have none.
 *
 * <p>A page is hashed by XXH64 with seed 0, without the cases that whole pages do not need. The library's fast variant
 * uses Unsafe, of which newer JDKs warn on standard error; its safe one takes three times as long. A test compares.
 */
final class PageHash {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long PRIME_1 = 0x9e3779b185ebca87L;
    private static final long PRIME_2 = 0xc2b2ae3d27d4eb4fL;
    private static final long PRIME_3 = 0x165667b19e3779f9L;
    private static final long PRIME_4 = 0x85ebca77c2b2ae63L;

    private PageHash() {}

    /** XXH64 of a page. */
    static long of(byte[] bytes, int from) {
        long a = 0x60ea27eeadc0b5d6L; // PRIME_1 + PRIME_2
        long b = PRIME_2;
        long c = 0;
        long d = -PRIME_1;
        for (int at = from; at < from + Ram.PAGE; at += 4 * Long.BYTES) {
            a = round(a, (long) LONG.get(bytes, at));
            b = round(b, (long) LONG.get(bytes, at + 8));
            c = round(c, (long) LONG.get(bytes, at + 16));
            d = round(d, (long) LONG.get(bytes, at + 24));
        }
        long hash = Long.rotateLeft(a, 1) + Long.rotateLeft(b, 7) + Long.rotateLeft(c, 12) + Long.rotateLeft(d, 18);
        return avalanche(merge(merge(merge(merge(hash, a), b), c), d) + Ram.PAGE);
    }

    static long share(PageStore store, int number, int page) {
        return page == PageStore.ZERO ? 0 : share(number, store.hash(page));
    }

    /** The share of bytes that are in no store. */
    static long share(int number, byte[] bytes, int from) {
        return PageStore.isZero(bytes, from) ? 0 : share(number, of(bytes, from));
    }

    static long share(int number, long hash) {
        return StateHash.mix(StateHash.mix(number) + hash);
    }

    private static long round(long accumulator, long input) {
        return Long.rotateLeft(accumulator + input * PRIME_2, 31) * PRIME_1;
    }

    private static long merge(long hash, long accumulator) {
        return (hash ^ round(0, accumulator)) * PRIME_1 + PRIME_4;
    }

    private static long avalanche(long hash) {
        long mixed = (hash ^ hash >>> 33) * PRIME_2;
        mixed = (mixed ^ mixed >>> 29) * PRIME_3;
        return mixed ^ mixed >>> 32;
    }
}
