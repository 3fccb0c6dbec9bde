package dev.hindsight.emulator.recording;

import java.util.Arrays;

/** A recording in memory, as a sink and as a source, and with the damage that a test wants. */
final class MemoryFile implements Sink, Source {
    private byte[] bytes;

    MemoryFile() {
        this(ChunkFrames.header(ChunkFrames.VERSION));
    }

    MemoryFile(byte[] bytes) {
        this.bytes = bytes;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    MemoryFile cutAt(int length) {
        return new MemoryFile(Arrays.copyOf(bytes, length));
    }

    MemoryFile flipped(int bit) {
        MemoryFile flipped = new MemoryFile(bytes.clone());
        flipped.flip(bit);
        return flipped;
    }

    void flip(long bit) {
        bytes[(int) (bit / 8)] ^= (byte) (1 << bit % 8);
    }

    @Override
    public void append(ChunkType type, byte[] payload) {
        byte[] framed = ChunkFrames.chunk(bytes.length, type, payload);
        bytes = Arrays.copyOf(bytes, bytes.length + framed.length);
        System.arraycopy(framed, 0, bytes, bytes.length - framed.length, framed.length);
    }

    @Override
    public void reached(int branch, long step) {}

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public byte[] read(long offset, int count) {
        return Arrays.copyOfRange(bytes, (int) offset, (int) offset + count);
    }

    @Override
    public void close() {}

    @Override
    public void abandon() {
        bytes = new byte[0];
    }
}
