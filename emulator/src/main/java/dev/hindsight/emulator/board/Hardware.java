package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.device.Disk;
import dev.hindsight.emulator.device.DiskImage;
import dev.hindsight.emulator.isa.Isa;
import java.util.List;
import java.util.Optional;

/**
 * The machine that a user wants for a guest.
 *
 * @param board with the RAM that it is to have
 * @param isa instead of what the board chooses
 * @param start the date at reset, in seconds since 1970
 * @param disks what is on its disks
 * @param htif whether a program that has the symbol {@code tohost} speaks to its host there
 */
public record Hardware(
        BoardDescription board,
        Optional<Isa> isa,
        int harts,
        long start,
        long stepsPerSecond,
        List<DiskImage> disks,
        boolean htif) {
    /** With HTIF for a program that knows it. */
    public Hardware(
            BoardDescription board,
            Optional<Isa> isa,
            int harts,
            long start,
            long stepsPerSecond,
            List<DiskImage> disks) {
        this(board, isa, harts, start, stepsPerSecond, disks, true);
    }

    public Hardware {
        if (harts < 1 || harts > board.harts()) {
            throw new BoardException("The board %s has %s, not %d."
                    .formatted(
                            board.name(), board.harts() == 1 ? "one hart" : "1 to " + board.harts() + " harts", harts));
        }
        disks = List.copyOf(disks);
        check(board, disks);
    }

    private static void check(BoardDescription board, List<DiskImage> disks) {
        int slots = board.all(PartKind.VIRTIO_BLOCK).size();
        if (disks.size() > slots) {
            throw new BoardException(
                    "The board %s has room for %d disks, not %d.".formatted(board.name(), slots, disks.size()));
        }
        for (DiskImage disk : disks) {
            if (disk.size() <= 0 || disk.size() % Disk.SECTOR != 0) {
                throw new BoardException(
                        "The size of a disk must be a multiple of 512 bytes, not %d bytes.".formatted(disk.size()));
            }
            if (!DiskHistory.canHold(disk)) {
                throw new BoardException("A disk of %d bytes is too large.".formatted(disk.size()));
            }
        }
    }

    /** QEMU's virt with one hart and this many bytes of RAM, in whole pages. */
    public static Hardware virt(long memory, long stepsPerSecond) {
        return new Hardware(
                BoardDescription.virt().withMemory(memory),
                Optional.empty(),
                1,
                Clock.DEFAULT_START,
                stepsPerSecond,
                List.of());
    }

    public Hardware withHarts(int count) {
        return new Hardware(board, isa, count, start, stepsPerSecond, disks, htif);
    }

    /** 32 or 64, where the guest does not decide it. */
    public int xlen() {
        return isa.orElse(board.isas().get(0)).xlen();
    }
}
