package dev.hindsight.emulator.client;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;

/** The contract of clients, on a machine that runs a guest which never ends. */
abstract class GuestClientContract extends ClientContract {
    static final Path ELF = Path.of(System.getProperty("hindsight.root"), "examples/bench/integer.elf");

    /** The guest does not use it before it reaches its loop. */
    private static final int T6 = 31;

    static TimelineSession start() {
        return Emulator.start(GuestConfig.of(ELF));
    }

    private static long address(String symbol) {
        return ElfFile.read(ELF).symbol(symbol).orElseThrow().address();
    }

    @Override
    final long loop() {
        return address("fibonacci");
    }

    @Override
    final long counter() {
        return address("seed");
    }

    @Override
    final int register() {
        return T6;
    }
}
