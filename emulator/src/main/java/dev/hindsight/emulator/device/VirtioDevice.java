package dev.hindsight.emulator.device;

import dev.hindsight.emulator.state.Stateful;

/** What a virtio device does behind its transport. A guest that breaks the rules meets a {@link BrokenQueueException}. */
interface VirtioDevice extends Stateful {
    /** The kind of device. [Virtio 1.2 §5] */
    int id();

    /** The feature bits of this kind of device that it offers. */
    long features();

    int queues();

    /** A byte of its configuration, 0 where there is none. */
    int config(int offset);

    /** Takes what the guest has put into queue {@code number}, as far as that can be done now. */
    void serve(int number, Virtqueue[] queues);

    /** Forgets the driver. */
    void reset();
}
