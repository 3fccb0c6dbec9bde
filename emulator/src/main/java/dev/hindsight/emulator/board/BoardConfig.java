package dev.hindsight.emulator.board;

/**
 * What a board is made of.
 *
 * @param xlen 32 or 64
 * @param memory bytes of RAM, a multiple of the page size
 * @param stepsPerSecond how many steps make a second of guest time
 * @param entry where the boot ROM jumps to
 */
public record BoardConfig(int xlen, int memory, long stepsPerSecond, long entry) {
    /** Where RAM begins. */
    public static final long RAM = 0x8000_0000L;
    /** The most RAM that there can be: a Java array, in whole pages. */
    public static final int MOST_MEMORY = Integer.MAX_VALUE & -4096;
}
