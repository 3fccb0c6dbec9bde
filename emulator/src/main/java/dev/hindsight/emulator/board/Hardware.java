package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.isa.Isa;
import java.util.Optional;

/**
 * The machine that a user wants for a guest.
 *
 * @param board with the RAM that it is to have
 * @param isa instead of what the board chooses
 * @param start the date at reset, in seconds since 1970
 */
public record Hardware(BoardDescription board, Optional<Isa> isa, int harts, long start, long stepsPerSecond) {
    public Hardware {
        if (harts < 1 || harts > board.harts()) {
            throw new BoardException("The board %s has %s, not %d."
                    .formatted(
                            board.name(), board.harts() == 1 ? "one hart" : "1 to " + board.harts() + " harts", harts));
        }
    }

    /** QEMU's virt with one hart and this many bytes of RAM, in whole pages. */
    public static Hardware virt(long memory, long stepsPerSecond) {
        return new Hardware(
                BoardDescription.virt().withMemory(memory), Optional.empty(), 1, Clock.DEFAULT_START, stepsPerSecond);
    }

    /** 32 or 64, where the guest does not decide it. */
    public int xlen() {
        return isa.orElse(board.isas().get(0)).xlen();
    }
}
