package dev.hindsight.emulator;

import dev.hindsight.emulator.board.BoardException;
import dev.hindsight.emulator.board.GuestLoader;
import dev.hindsight.emulator.board.Hardware;
import dev.hindsight.emulator.elf.ElfException;
import dev.hindsight.emulator.isa.IsaException;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.TimelineSession;

/** Starts a machine for a guest. */
public final class Emulator {
    private Emulator() {}

    /** A session that stands before the first step; throws {@link GuestException} if the guest cannot be run. */
    public static TimelineSession start(GuestConfig config) {
        return TimelineSession.share(machine(config), config.history(), config.pace());
    }

    /** A machine that stands before the first step, with nobody at it yet. */
    public static Machine machine(GuestConfig config) {
        try {
            Hardware hardware = GuestReader.hardware(config.machine());
            return GuestLoader.load(GuestReader.guest(config.files(), hardware), hardware);
        } catch (ElfException | BoardException | IsaException e) {
            throw new GuestException(String.valueOf(e.getMessage()));
        } catch (OutOfMemoryError e) {
            throw new GuestException("There is not enough memory on this computer for this guest.");
        }
    }
}
