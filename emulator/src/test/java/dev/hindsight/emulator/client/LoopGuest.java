package dev.hindsight.emulator.client;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;

/** A guest of which the contract's tests know some addresses. */
final class LoopGuest {
    static final Path ELF = Path.of(System.getProperty("hindsight.root"), "examples/bench/integer.elf");
    static final long LOOP = address("fibonacci");
    static final long COUNTER = address("seed");
    /** t6, which the guest does not use there. */
    static final int REGISTER = 31;

    private LoopGuest() {}

    static TimelineSession start() {
        return Emulator.start(GuestConfig.of(ELF));
    }

    private static long address(String symbol) {
        return ElfFile.read(ELF).symbol(symbol).orElseThrow().address();
    }
}
