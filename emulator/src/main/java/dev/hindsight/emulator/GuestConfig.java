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
    public static GuestConfig of(Path program) {
        return new GuestConfig(program, 128L << 20, 256L << 20, 1_000_000_000L, true);
    }
}
