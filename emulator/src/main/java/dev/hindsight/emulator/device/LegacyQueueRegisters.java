package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.StateVisitor;

/** A queue is one piece of memory that begins at a page. [Virtio 1.2 §4.2.4, §2.7.2] */
final class LegacyQueueRegisters implements QueueRegisters {
    private static final int PAGE_SIZE = 0x028;
    private static final int ALIGNMENT = 0x03c;
    private static final int PAGE = 0x040;

    private static final int DESCRIPTOR = 16;

    /** A reset of the device leaves it: drivers tell it once. */
    private int pageShift;

    @Override
    public int version() {
        return 1;
    }

    @Override
    public boolean isOfOther(int offset) {
        return ModernQueueRegisters.has(offset);
    }

    /** Whether only this version has a register there. */
    static boolean has(int offset) {
        return offset == PAGE_SIZE || offset == ALIGNMENT || offset == PAGE;
    }

    @Override
    public long features() {
        return 0;
    }

    @Override
    public long read(int offset, Virtqueue selected) {
        return offset == PAGE ? selected.descriptors >>> pageShift : 0;
    }

    @Override
    public void write(int offset, Virtqueue selected, long value) {
        switch (offset) {
            case PAGE_SIZE -> pageShift = Long.numberOfTrailingZeros(value) & 31;
            case ALIGNMENT -> selected.alignment = value;
            case PAGE -> {
                selected.descriptors = value << pageShift;
                selected.ready = value != 0;
            }
            default -> {}
        }
        layOut(selected);
    }

    @Override
    public void visit(StateVisitor visitor) {
        pageShift = visitor.small("pageShift", pageShift);
    }

    /** The descriptors, the available ring behind them, and the used ring at the next aligned address. */
    private static void layOut(Virtqueue queue) {
        queue.available = queue.descriptors + (long) DESCRIPTOR * queue.entries;
        long end = queue.available + 4 + 2L * queue.entries;
        long mask = Math.max(queue.alignment, 1) - 1;
        queue.used = end + mask & ~mask;
    }
}
