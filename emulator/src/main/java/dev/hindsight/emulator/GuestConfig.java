package dev.hindsight.emulator;

import java.nio.file.Path;

/**
 * A guest and the machine to run it on: all of it decides the state at every step.
 *
 * @param program the ELF
 * @param memory bytes of RAM at 0x80000000
 * @param history bytes that everything which grows with history may take
 * @param stepsPerSecond guest time runs this many steps a second
 * @param pace whether a live machine that sleeps waits for the host's clock
 */
public record GuestConfig(Path program, long memory, long history, long stepsPerSecond, boolean pace) {
    private static final long PAGE = 4096;
    private static final long LARGEST_MEMORY = (2L << 30) - PAGE; // RAM is one array

    public GuestConfig {
        if (memory < PAGE || memory > LARGEST_MEMORY || memory % PAGE != 0) {
            throw new GuestException(
                    "Memory must be a multiple of 4K from 4K to a page less than 2G, not " + Size.format(memory) + ".");
        }
        if (history < 1 << 20) {
            throw new GuestException("History needs at least 1M, not " + Size.format(history) + ".");
        }
        if (stepsPerSecond < 1) {
            throw new GuestException("The clock must make at least one step a second.");
        }
    }

    public static GuestConfig of(Path program) {
        return new GuestConfig(program, 128L << 20, 256L << 20, 1_000_000_000L, true);
    }
}
