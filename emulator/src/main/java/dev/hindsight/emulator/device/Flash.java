package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.state.StateVisitor;

/** Memory that a guest cannot write, but a debugger can. Its content is no part of its state: whoever keeps it has it. */
public final class Flash implements Device {
    private final Rom original;
    private final Content content;

    /** What stands in it now. */
    public interface Content {
        /** Whether it is as it was before the first step. */
        boolean isOriginal();

        void read(long offset, byte[] into, int at, int length);

        void write(long offset, byte[] source, int at, int length);
    }

    /** @param original what stands in it before the first step */
    public Flash(Rom original, Content content) {
        this.original = original;
        this.content = content;
    }

    /** Programs it. */
    public void program(int offset, byte[] bytes) {
        content.write(offset, bytes, 0, bytes.length);
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
        if (content.isOriginal()) {
            return original.peek(offset, size);
        }
        byte[] bytes = new byte[size];
        content.read(offset, bytes, 0, size);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | bytes[i] & 0xff;
        }
        return value;
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
