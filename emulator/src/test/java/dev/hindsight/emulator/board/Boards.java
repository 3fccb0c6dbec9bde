package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Isa;
import java.util.List;
import java.util.Optional;

/** Boards that tests begin with. */
final class Boards {
    private static final long BILLION = 1_000_000_000;

    private Boards() {}

    /** QEMU's virt with one hart and {@code program} at the beginning of RAM, before its first step. */
    static Board virt(Isa isa, int memory, byte[] program) {
        return virt(isa, memory, program, 1);
    }

    static Board virt(Isa isa, int memory, byte[] program, int harts) {
        BoardDescription board = BoardDescription.virt().withMemory(memory);
        Guest guest = Guest.program(Image.data("program", program));
        return GuestLoader.load(guest, new Hardware(board, Optional.of(isa), harts, 0, BILLION, List.of()));
    }

    /** What a guest of the repository wants. */
    static Hardware hardware(String guest) {
        if (guest.startsWith("fe310")) {
            return new Hardware(fe310(), Optional.empty(), 1, 0, BILLION, List.of());
        }
        return Hardware.virt(8 << 20, BILLION).withHarts(guest.startsWith("harts") ? 3 : 1);
    }

    static BoardDescription fe310() {
        return BoardDescription.bundled("fe310");
    }
}
