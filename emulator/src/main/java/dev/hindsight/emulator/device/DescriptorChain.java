package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.Dma;
import java.util.ArrayList;
import java.util.List;

/** The buffers of one request: those to read, then those to write. All of them lie in RAM. */
final class DescriptorChain {
    private final Dma dma;
    private final int head;
    private final Buffers readable = new Buffers();
    private final Buffers writable = new Buffers();

    private record Buffer(long address, int length) {}

    private static final class Buffers {
        private final List<Buffer> parts = new ArrayList<>();
        private long length;
    }

    /** Takes part of a buffer: so many bytes, which are at {@code index} of the caller's array. */
    @FunctionalInterface
    private interface Piece {
        void move(long address, int index, int length);
    }

    DescriptorChain(Dma dma, int head) {
        this.dma = dma;
        this.head = head;
    }

    /** The descriptor that it begins with. */
    int head() {
        return head;
    }

    /** Adds a buffer, or says that it breaks the rules. */
    boolean add(long address, long length, boolean toWrite) {
        if (length == 0 || !dma.contains(address, length) || !toWrite && writable.length > 0) {
            return false;
        }
        Buffers buffers = toWrite ? writable : readable;
        buffers.parts.add(new Buffer(address, (int) length));
        buffers.length += length;
        return true;
    }

    long readable() {
        return readable.length;
    }

    long writable() {
        return writable.length;
    }

    /** Reads from the place {@code from} of the readable bytes. */
    void read(long from, byte[] into, int length) {
        move(readable, from, length, (address, index, count) -> dma.read(address, into, index, count));
    }

    /** Writes to the place {@code from} of the writable bytes. */
    void write(long from, byte[] source, int length) {
        move(writable, from, length, (address, index, count) -> dma.write(address, source, index, count));
    }

    private static void move(Buffers buffers, long from, int length, Piece piece) {
        long start = 0;
        int done = 0;
        for (Buffer buffer : buffers.parts) {
            long skip = from + done - start;
            if (done < length && skip < buffer.length) {
                int count = (int) Math.min(length - done, buffer.length - skip);
                piece.move(buffer.address + skip, done, count);
                done += count;
            }
            start += buffer.length;
        }
    }
}
