package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.StateVisitor;

/** Each part of a queue has its own address. [Virtio 1.2 §4.2.2] */
final class ModernQueueRegisters implements QueueRegisters {
    private static final int READY = 0x044;
    private static final int DESCRIPTORS = 0x080;
    private static final int DRIVER = 0x090;
    private static final int DEVICE = 0x0a0;

    private static final long VERSION_1 = 1L << 32;

    @Override
    public int version() {
        return 2;
    }

    @Override
    public boolean isOfOther(int offset) {
        return LegacyQueueRegisters.has(offset);
    }

    /** Whether only this version has a register there. */
    static boolean has(int offset) {
        return offset == READY || offset >= DESCRIPTORS && offset <= DEVICE + 4;
    }

    @Override
    public long features() {
        return VERSION_1;
    }

    @Override
    public long read(int offset, Virtqueue selected) {
        return offset == READY && selected.ready ? 1 : 0;
    }

    @Override
    public void write(int offset, Virtqueue selected, long value) {
        switch (offset) {
            case READY -> selected.ready = (value & 1) != 0;
            case DESCRIPTORS -> selected.descriptors = low(selected.descriptors, value);
            case DESCRIPTORS + 4 -> selected.descriptors = high(selected.descriptors, value);
            case DRIVER -> selected.available = low(selected.available, value);
            case DRIVER + 4 -> selected.available = high(selected.available, value);
            case DEVICE -> selected.used = low(selected.used, value);
            case DEVICE + 4 -> selected.used = high(selected.used, value);
            default -> {}
        }
    }

    @Override
    public void visit(StateVisitor visitor) {}

    private static long low(long address, long value) {
        return address & ~VirtioMmio.LOW | value;
    }

    private static long high(long address, long value) {
        return address & VirtioMmio.LOW | value << 32;
    }
}
