package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Clock;
import dev.hindsight.emulator.device.DiskImage;
import dev.hindsight.emulator.device.Htif;
import dev.hindsight.emulator.device.Rom;
import dev.hindsight.emulator.isa.Isa;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a board is made of.
 *
 * @param isa what every hart can do
 * @param start the date at reset, in seconds since 1970
 * @param stepsPerSecond how many steps make a second of guest time
 * @param roms what stands in each memory that cannot be written, by the name of the part
 * @param htif where a program for Spike speaks to its host, if it does
 * @param disks what is on the disks, which take the board's slots in order
 */
public record BoardConfig(
        BoardDescription board,
        Isa isa,
        int harts,
        long start,
        long stepsPerSecond,
        Map<String, Rom> roms,
        Optional<Htif.Place> htif,
        List<DiskImage> disks) {
    /** Where RAM of QEMU's virt begins. */
    public static final long RAM = 0x8000_0000L;
    /** The most RAM that there can be: a Java array, in whole pages. */
    public static final int MOST_MEMORY = Integer.MAX_VALUE & -4096;

    public static final int MOST_HARTS = 8;
    /** Sources of the interrupt controller, as on QEMU's virt. */
    static final int SOURCES = 96;

    public BoardConfig {
        roms = Map.copyOf(roms);
        disks = List.copyOf(disks);
    }

    /** QEMU's virt with one hart and {@code memory} bytes of RAM, whose boot ROM jumps to {@code entry}. */
    public BoardConfig(Isa isa, int memory, long stepsPerSecond, long entry) {
        this(
                BoardDescription.virt().withMemory(memory),
                isa,
                1,
                Clock.DEFAULT_START,
                stepsPerSecond,
                Map.of("rom", new Rom(BootRom.content(isa.xlen(), entry, 0, 0))),
                Optional.empty(),
                List.of());
    }

    /** What stands in this part before the first step. */
    Rom rom(BoardDescription.Part part) {
        return Objects.requireNonNull(roms.get(part.name()));
    }

    /** 32 or 64. */
    public int xlen() {
        return isa.xlen();
    }

    /** Bytes of RAM. */
    int memory() {
        return (int) board.ram().size();
    }
}
