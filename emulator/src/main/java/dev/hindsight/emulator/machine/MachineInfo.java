package dev.hindsight.emulator.machine;

import java.util.List;
import java.util.Optional;

/**
 * What never changes over a machine's life.
 *
 * @param xlen 32 or 64
 * @param isa for example {@code rv64imac_zicsr_zifencei}
 * @param registers the numbers of all registers that exist, ascending, see {@link Inspector}
 * @param regions what answers on the bus, ascending
 * @param stepsPerSecond guest time runs this many steps a second
 * @param symbols what the files that were loaded have names for, so that a user can name it
 */
public record MachineInfo(
        int xlen,
        int harts,
        String isa,
        List<Integer> registers,
        List<Region> regions,
        long stepsPerSecond,
        List<Symbol> symbols) {
    /** Bytes of a flash that are erased together. */
    public static final int FLASH_BLOCK = 4096;

    public MachineInfo {
        registers = List.copyOf(registers);
        regions = List.copyOf(regions);
        symbols = List.copyOf(symbols);
    }

    /** Nothing has a name. */
    public MachineInfo(
            int xlen, int harts, String isa, List<Integer> registers, List<Region> regions, long stepsPerSecond) {
        this(xlen, harts, isa, registers, regions, stepsPerSecond, List.of());
    }

    public MachineInfo withSymbols(List<Symbol> known) {
        return new MachineInfo(xlen, harts, isa, registers, regions, stepsPerSecond, known);
    }

    /** What answers at a physical address; empty where nothing does. */
    public Optional<Region> region(long address) {
        return regions.stream().filter(each -> each.contains(address, 1)).findFirst();
    }

    /** A function or an object: {@code size} bytes at {@code address}; 0 where nobody says how many. */
    public record Symbol(String name, long address, long size) {}

    /** A range of the bus: {@code size} bytes at {@code base}. */
    public record Region(String name, long base, long size, Kind kind) {
        /** Whether all of these bytes are in it. */
        public boolean contains(long address, long length) {
            long offset = address - base;
            return length <= size && Long.compareUnsigned(offset, size - length) <= 0;
        }
    }

    /** What a region is made of. */
    public enum Kind {
        RAM,
        ROM,
        /** Guests only read it; a debugger can program it, in blocks of {@link #FLASH_BLOCK} bytes. */
        FLASH,
        DEVICE
    }
}
