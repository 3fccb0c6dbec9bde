package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.state.StateVisitor;

/** Memory that cannot be written: bytes, and zeros behind them. */
public final class Rom implements Device {
    private final byte[] content;

    public Rom(byte[] content) {
        this.content = content.clone();
    }

    @Override
    public long read(int offset, int size) {
        return peek(offset, size);
    }

    @Override
    public boolean readsQuietly(int offset) {
        return true;
    }

    @Override
    public long peek(int offset, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | at(offset + i);
        }
        return value;
    }

    private int at(int offset) {
        return offset < content.length ? content[offset] & 0xff : 0;
    }

    /** It as the image of a memory of {@code size} bytes. */
    public DiskImage image(long size) {
        return new DiskImage() {
            @Override
            public long size() {
                return size;
            }

            @Override
            public void read(long offset, byte[] into, int at, int length) {
                for (int i = 0; i < length; i++) {
                    into[at + i] = (byte) at((int) offset + i);
                }
            }
        };
    }

    @Override
    public void write(int offset, int size, long value) {
        throw new AccessFault(offset);
    }

    @Override
    public boolean isExecutable() {
        return true;
    }

    @Override
    public void visit(StateVisitor visitor) {}
}
