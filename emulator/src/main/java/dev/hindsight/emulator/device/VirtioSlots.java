package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.Dma;

/** Makes slots with virtio devices: modern ones, or with the registers from before version 1 of the specification. */
public final class VirtioSlots {
    private final Dma dma;
    private final boolean legacy;

    public VirtioSlots(Dma dma, boolean legacy) {
        this.dma = dma;
        this.legacy = legacy;
    }

    /** A slot with nothing in it. */
    public VirtioMmio empty() {
        return new VirtioMmio(null, registers(), dma);
    }

    public VirtioMmio block(Disk disk) {
        return with(new VirtioBlock(disk));
    }

    /** The virtio console on the line that {@code console} is; what arrives there reaches offered buffers at once. */
    public VirtioMmio console(Console console) {
        VirtioMmio slot = with(new VirtioConsole(console));
        console.onArrival(() -> slot.serve(VirtioConsole.RECEIVE));
        return slot;
    }

    /** {@code seed} decides what the guest gets. */
    public VirtioMmio entropy(long seed) {
        return with(new VirtioEntropy(seed));
    }

    private VirtioMmio with(VirtioDevice device) {
        return new VirtioMmio(device, registers(), dma);
    }

    private QueueRegisters registers() {
        return legacy ? new LegacyQueueRegisters() : new ModernQueueRegisters();
    }
}
