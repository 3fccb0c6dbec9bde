package dev.hindsight.emulator;

import java.nio.file.Path;

/**
 * A guest and the machine to run it on: all of it decides the state at every step.
 *
 * @param history bytes that everything which grows with history may take
 * @param pace whether a live machine that sleeps waits for the host's clock
 * @param saveTo the folder below which debuggers may save history
 */
public record GuestConfig(GuestFiles files, MachineConfig machine, long history, boolean pace, Path saveTo) {
    public static final long STANDARD_HISTORY = 256L << 20;

    public GuestConfig {
        if (history < 1 << 20) {
            throw new GuestException("History needs at least 1M, not " + Size.format(history) + ".");
        }
    }

    /** One whose history is saved below the working directory. */
    public GuestConfig(GuestFiles files, MachineConfig machine, long history, boolean pace) {
        this(files, machine, history, pace, Path.of(""));
    }

    /** A program on the standard machine. */
    public static GuestConfig of(Path program) {
        return of(GuestFiles.program(program));
    }

    public static GuestConfig of(GuestFiles files) {
        return new GuestConfig(files, MachineConfig.STANDARD, STANDARD_HISTORY, true);
    }

    public GuestConfig on(MachineConfig other) {
        return new GuestConfig(files, other, history, pace, saveTo);
    }

    public GuestConfig withHistory(long bytes) {
        return new GuestConfig(files, machine, bytes, pace, saveTo);
    }

    public GuestConfig unpaced() {
        return new GuestConfig(files, machine, history, false, saveTo);
    }

    public GuestConfig savingTo(Path folder) {
        return new GuestConfig(files, machine, history, pace, folder);
    }
}
