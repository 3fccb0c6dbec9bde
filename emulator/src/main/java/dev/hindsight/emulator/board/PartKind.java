package dev.hindsight.emulator.board;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Everything that answers on a board's bus, by the word that a description has for it. */
public enum PartKind {
    /** Main memory: exactly one. */
    RAM("ram", Wiring.NONE),
    /** Memory that the guest's file fills, and a debugger. */
    FLASH("flash", Wiring.NONE),
    /** The reset vector of QEMU's virt, which hands over to the guest. */
    BOOT_ROM("boot-rom", Wiring.NONE),
    CLINT("clint", Wiring.NONE),
    PLIC("plic", Wiring.NONE),
    UART16550("uart16550", Wiring.INTERRUPT),
    GOLDFISH_RTC("goldfish-rtc", Wiring.INTERRUPT),
    TEST_FINISHER("test-finisher", Wiring.NONE),
    /** A slot for the next drive, empty where there is none. */
    VIRTIO_BLOCK("virtio-block", Wiring.INTERRUPT),
    VIRTIO_CONSOLE("virtio-console", Wiring.INTERRUPT),
    VIRTIO_ENTROPY("virtio-entropy", Wiring.INTERRUPT),
    SIFIVE_UART("sifive-uart", Wiring.INTERRUPT),
    SIFIVE_PRCI("sifive-prci", Wiring.NONE),
    /** Words that keep what was written, for a device that need not do anything. */
    REGISTERS("registers", Wiring.NONE);

    private final String word;
    private final Wiring wiring;

    private enum Wiring {
        NONE,
        INTERRUPT
    }

    PartKind(String word, Wiring wiring) {
        this.word = word;
        this.wiring = wiring;
    }

    static Optional<PartKind> of(String word) {
        return Arrays.stream(values()).filter(kind -> kind.word.equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(PartKind::word).toList();
    }

    String word() {
        return word;
    }

    /** Whether it has a wire to the interrupt controller. */
    boolean interrupts() {
        return wiring == Wiring.INTERRUPT;
    }

    /** Whether a board has at most one of them. */
    boolean isSingle() {
        return switch (this) {
            case RAM, BOOT_ROM, CLINT, PLIC -> true;
            default -> false;
        };
    }
}
