package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.Stateful;

/** The registers of a slot that tell where a queue lies: what versions 1 and 2 of virtio-mmio differ in. */
interface QueueRegisters extends Stateful {
    int version();

    /** Whether a register at this offset exists only where the other version is. */
    boolean isOfOther(int offset);

    /** Feature bits of the transport. */
    long features();

    long read(int offset, Virtqueue selected);

    void write(int offset, Virtqueue selected, long value);
}
