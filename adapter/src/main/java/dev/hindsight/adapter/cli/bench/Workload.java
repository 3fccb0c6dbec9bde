package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;
import java.util.function.Function;

/** A program that is measured, and the machines to run it on. */
final class Workload {
    private static final long MEMORY = 128L << 20;

    private final Path program;
    private final GuestConfig config;
    private final ElfFile elf;
    private final Function<GuestConfig, Machine> machines;

    Workload(Path program, Function<GuestConfig, Machine> machines) {
        this.program = program;
        this.config = GuestConfig.of(program)
                .on(MachineConfig.STANDARD.withMemory(MEMORY))
                .unpaced();
        this.elf = ElfFile.read(program);
        this.machines = machines;
    }

    Path program() {
        return program;
    }

    String name() {
        return program().getFileName().toString();
    }

    ElfFile elf() {
        return elf;
    }

    long memory() {
        return MEMORY;
    }

    /** A machine before its first step that will record nothing. */
    Plain plain() {
        return new Plain(machine());
    }

    /** The first {@code steps} steps, recorded; fewer if the program ends before. */
    RecordedRun record(long steps) {
        return new RecordedRun(TimelineSession.share(machine(), config.history(), false), steps);
    }

    /** What earlier machines left behind is to be no part of this one's peak of memory. */
    private Machine machine() {
        System.gc();
        return machines.apply(config);
    }
}
