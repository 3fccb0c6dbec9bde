package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.bus.Ram;
import java.nio.charset.StandardCharsets;

/** Drives one queue of a virtio device as a guest would: buffers and rings lie in a small RAM. */
final class VirtioDriver {
    static final long RAM = 0x8000_0000L;
    static final int SIZE = 1 << 20;
    static final int ENTRIES = 8;

    static final int NEXT = 1;
    static final int WRITE = 2;
    static final int INDIRECT = 4;

    static final int STATUS = 0x70;
    static final int NOTIFY = 0x50;
    static final int INTERRUPT_STATUS = 0x60;
    static final int INTERRUPT_ACK = 0x64;

    final Ram ram = new Ram(RAM, SIZE);
    final Dma dma = new Dma(ram);
    final VirtioSlots slots = new VirtioSlots(dma, false);
    private VirtioMmio device = slots.empty();

    /** The device that this drives from now on. */
    VirtioMmio attach(VirtioMmio other) {
        device = other;
        return other;
    }

    void start(int queues) {
        device.write(STATUS, 4, 0);
        device.write(STATUS, 4, 3);
        device.write(0x24, 4, 1);
        device.write(0x20, 4, 1);
        device.write(STATUS, 4, 11);
        for (int queue = 0; queue < queues; queue++) {
            device.write(0x30, 4, queue);
            device.write(0x38, 4, ENTRIES);
            device.write(0x80, 4, descriptors(queue));
            device.write(0x90, 4, available(queue));
            device.write(0xa0, 4, used(queue));
            device.write(0x44, 4, 1);
        }
        device.write(STATUS, 4, 15);
    }

    static long descriptors(int queue) {
        return RAM + 0x1000L * (1 + queue);
    }

    static long available(int queue) {
        return descriptors(queue) + 0x400;
    }

    static long used(int queue) {
        return descriptors(queue) + 0x800;
    }

    void descriptor(int queue, int index, long address, long length, int flags, int next) {
        descriptor(descriptors(queue) + 16L * index, address, length, flags, next);
    }

    void descriptor(long at, long address, long length, int flags, int next) {
        write(at, 8, address);
        write(at + 8, 4, length);
        write(at + 12, 2, flags);
        write(at + 14, 2, next);
    }

    /** Makes the chain available that begins with this descriptor, and tells the device. */
    void offer(int queue, int head) {
        int index = (int) read(available(queue) + 2, 2);
        write(available(queue) + 4 + 2L * (index % ENTRIES), 2, head);
        write(available(queue) + 2, 2, index + 1);
        device.write(NOTIFY, 4, queue);
    }

    int usedIndex(int queue) {
        return (int) read(used(queue) + 2, 2);
    }

    /** How many bytes the device says it wrote for the last chain that it gave back. */
    long usedLength(int queue) {
        return read(used(queue) + 4 + 8L * ((usedIndex(queue) - 1) % ENTRIES) + 4, 4);
    }

    boolean needsReset() {
        return (device.read(STATUS, 4) & 0x40) != 0;
    }

    void write(long address, int size, long value) {
        ram.write(ram.offset(address), size, value);
    }

    long read(long address, int size) {
        return ram.read(ram.offset(address), size);
    }

    void write(long address, String text) {
        ram.write(ram.offset(address), text.getBytes(StandardCharsets.ISO_8859_1));
    }

    String text(long address, int length) {
        return new String(ram.bytes(), ram.offset(address), length, StandardCharsets.ISO_8859_1);
    }
}
