package dev.hindsight.emulator.board;

import dev.hindsight.emulator.device.VirtioMmio;
import dev.hindsight.emulator.machine.Exit;
import java.util.List;

/** Sees a guest that was made for the other version of virtio-mmio; such a one finds no device, and may not say why. */
final class VirtioWatch {
    /** A driver that means to use a device begins at once. */
    private static final long PATIENCE = 20_000_000;

    private static final String TOPIC = "virtio";

    private final List<VirtioMmio> slots;
    private final boolean legacy;
    private final Notices notices;
    private long since = Long.MAX_VALUE;
    private boolean told;

    VirtioWatch(List<VirtioMmio> slots, boolean legacy, Notices notices) {
        this.slots = slots;
        this.legacy = legacy;
        this.notices = notices;
    }

    /** A run has come to {@code step}. */
    void look(long step, Exit exit) {
        if (told) {
            return;
        }
        boolean leftAlone = false;
        for (VirtioMmio slot : slots) {
            if (slot.isMisused()) {
                tell("The guest uses a virtio device as one of %s, but the board has devices of %s");
                return;
            }
            leftAlone |= slot.isLeftAlone();
        }
        since = leftAlone ? Math.min(since, step) : Long.MAX_VALUE;
        if (leftAlone && (step - since > PATIENCE || isOver(exit))) {
            tell("The guest probed a virtio device and did not use it, as guests for %s do: the board has "
                    + "devices of %s");
        }
    }

    private static boolean isOver(Exit exit) {
        return exit instanceof Exit.Halted
                || exit instanceof Exit.Crash
                || exit instanceof Exit.Idle idle && idle.nanos() == Exit.Idle.FOREVER;
    }

    private void tell(String sentence) {
        told = true;
        notices.tell(
                TOPIC,
                sentence.formatted(name(!legacy), name(legacy))
                        + "; use --board %s (in a board file, the line virtio %s)."
                                .formatted(legacy ? "virt" : "virt-legacy", legacy ? "modern" : "legacy"));
    }

    private static String name(boolean old) {
        return old ? "version 1 (legacy)" : "version 2 (modern)";
    }
}
