package dev.hindsight.emulator.recording;

import dev.hindsight.emulator.machine.PageSink;
import dev.hindsight.emulator.state.Packer;
import dev.hindsight.emulator.state.StateException;
import dev.hindsight.emulator.state.Unpacker;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4Factory;

/** Pages, compressed by LZ4. Which implementation of it does the work changes no byte that is read back. */
final class PagePacker {
    /** So many pages share a chunk: enough to compress well, few enough to unpack for the sake of one. */
    static final int GROUP = 64;

    private final LZ4Factory lz4;

    PagePacker(LZ4Factory lz4) {
        this.lz4 = lz4;
    }

    /** Pure Java: the native library would have to be unpacked somewhere, and newer JDKs warn of both it and Unsafe. */
    static PagePacker portable() {
        return new PagePacker(LZ4Factory.safeInstance());
    }

    byte[] pack(byte[] pages, int count) {
        byte[] packed = lz4.fastCompressor().compress(pages, 0, count * PageSink.PAGE);
        return new Packer().number(count).bytes(packed).toArray();
    }

    /** How many pages a chunk holds. */
    static int count(Unpacker from) {
        return from.count(GROUP);
    }

    byte[] unpack(Unpacker from) {
        byte[] pages = new byte[count(from) * PageSink.PAGE];
        try {
            byte[] packed = from.bytes();
            int length = lz4.safeDecompressor().decompress(packed, 0, packed.length, pages, 0);
            if (length != pages.length) {
                throw new StateException("Some of its pages are missing.");
            }
            return pages;
        } catch (LZ4Exception e) {
            throw new StateException("Its pages cannot be unpacked.");
        }
    }
}
