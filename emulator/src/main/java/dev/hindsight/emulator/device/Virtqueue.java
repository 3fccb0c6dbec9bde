package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Dma;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import org.jspecify.annotations.Nullable;

/** A split virtqueue. Whatever the guest puts there, taking a chain from it ends soon. [Virtio 1.2 §2.7] */
final class Virtqueue implements Stateful {
    static final int MOST_ENTRIES = 1024;

    private static final int LEGACY_ALIGNMENT = 4096;
    private static final int DESCRIPTOR = 16;
    private static final int INDEX = 2;
    private static final int RING = 4;
    private static final int USED_ENTRY = 8;

    private static final int NEXT = 1;
    private static final int WRITE = 2;
    private static final int INDIRECT = 4;
    private static final int NO_INTERRUPT = 1;

    private final Dma dma;
    int entries;
    boolean ready;
    /** Of the used ring, where the guest does not tell its address. */
    long alignment = LEGACY_ALIGNMENT;

    long descriptors;
    long available;
    long used;
    private int taken;
    private int finished;
    private boolean interrupt;
    /** Chains that may still be taken: a guest whose buffers lie over the queue cannot keep the device busy for ever. */
    private int left;

    Virtqueue(Dma dma) {
        this.dma = dma;
    }

    /** Lets the device work once through what is available. */
    void begin() {
        left = ready ? entries : 0;
    }

    /** The next chain that the guest made available, or null. */
    @Nullable
    DescriptorChain next() {
        if (left == 0) {
            return null;
        }
        left--;
        try {
            int waiting = (int) dma.read(available + INDEX, 2) - taken & 0xffff;
            if (waiting == 0) {
                return null;
            }
            check(waiting <= entries);
            int head = (int) dma.read(available + RING + 2L * (taken % entries), 2);
            DescriptorChain chain = chain(head);
            taken = taken + 1 & 0xffff;
            return chain;
        } catch (AccessFault outsideRam) {
            throw new BrokenQueueException();
        }
    }

    /** Gives a chain back, with so many bytes written into it. */
    void finish(DescriptorChain chain, int written) {
        try {
            long entry = used + RING + (long) USED_ENTRY * (finished % entries);
            dma.write(entry, 4, chain.head());
            dma.write(entry + 4, 4, written);
            finished = finished + 1 & 0xffff;
            dma.write(used + INDEX, 2, finished);
            interrupt |= (dma.read(available, 2) & NO_INTERRUPT) == 0;
        } catch (AccessFault outsideRam) {
            throw new BrokenQueueException();
        }
    }

    /** Whether chains were given back, and the guest wants to be told, since the last call. */
    boolean takeInterrupt() {
        boolean wanted = interrupt;
        interrupt = false;
        return wanted;
    }

    void reset() {
        entries = 0;
        ready = false;
        alignment = LEGACY_ALIGNMENT;
        descriptors = 0;
        available = 0;
        used = 0;
        taken = 0;
        finished = 0;
    }

    @Override
    public void visit(StateVisitor visitor) {
        entries = visitor.small("entries", entries);
        ready = visitor.flag("ready", ready);
        alignment = visitor.number("alignment", alignment);
        descriptors = visitor.number("descriptors", descriptors);
        available = visitor.number("available", available);
        used = visitor.number("used", used);
        taken = visitor.small("taken", taken);
        finished = visitor.small("finished", finished);
    }

    private DescriptorChain chain(int head) {
        check(head < entries);
        long at = descriptors + (long) DESCRIPTOR * head;
        if ((flags(at) & INDIRECT) == 0) {
            return collect(head, descriptors, entries, head);
        }
        long bytes = dma.read(at + 8, 4);
        check(bytes > 0 && bytes % DESCRIPTOR == 0);
        return collect(head, dma.read(at, 8), bytes / DESCRIPTOR, 0);
    }

    /** A chain visits no entry of its table twice and is no longer than RAM; none but its first entry can be indirect. */
    private DescriptorChain collect(int head, long table, long tableEntries, int first) {
        DescriptorChain chain = new DescriptorChain(dma, head);
        long at = table + (long) DESCRIPTOR * first;
        for (int count = 1; ; count++) {
            check(count <= tableEntries && count <= MOST_ENTRIES);
            int flags = flags(at);
            check(chain.add(dma.read(at, 8), dma.read(at + 8, 4), (flags & WRITE) != 0));
            check(chain.readable() + chain.writable() <= dma.size());
            if ((flags & NEXT) == 0) {
                return chain;
            }
            long next = dma.read(at + 14, 2);
            check(next < tableEntries);
            at = table + DESCRIPTOR * next;
        }
    }

    private int flags(long descriptor) {
        return (int) dma.read(descriptor + 12, 2);
    }

    private static void check(boolean rule) {
        if (!rule) {
            throw new BrokenQueueException();
        }
    }
}
