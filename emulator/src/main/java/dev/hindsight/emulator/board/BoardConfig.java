package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Isa;

/**
 * What a board is made of.
 *
 * @param isa what every hart can do
 * @param memory bytes of RAM, a multiple of the page size
 * @param stepsPerSecond how many steps make a second of guest time
 * @param entry where the boot ROM jumps to
 */
public record BoardConfig(Isa isa, int memory, long stepsPerSecond, long entry) {
    /** Where RAM begins. */
    public static final long RAM = 0x8000_0000L;
    /** The most RAM that there can be: a Java array, in whole pages. */
    public static final int MOST_MEMORY = Integer.MAX_VALUE & -4096;

    /** 32 or 64. */
    public int xlen() {
        return isa.xlen();
    }
}
