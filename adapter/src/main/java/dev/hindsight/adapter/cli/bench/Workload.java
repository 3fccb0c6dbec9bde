package dev.hindsight.adapter.cli.bench;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.elf.ElfFile;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.TimelineSession;
import java.nio.file.Path;
import java.util.function.Function;

/** A program that is measured, and the machines to run it on. */
final class Workload {
    private final GuestConfig config;
    private final ElfFile elf;
    private final Function<GuestConfig, Machine> machines;

    Workload(Path program, Function<GuestConfig, Machine> machines) {
        GuestConfig usual = GuestConfig.of(program);
        this.config = new GuestConfig(program, usual.memory(), usual.history(), usual.stepsPerSecond(), false);
        this.elf = ElfFile.read(program);
        this.machines = machines;
    }

    Path program() {
        return config.program();
    }

    String name() {
        return program().getFileName().toString();
    }

    ElfFile elf() {
        return elf;
    }

    long memory() {
        return config.memory();
    }

    /** A machine before its first step that will record nothing. */
    Plain plain() {
        return new Plain(machines.apply(config));
    }

    /** The first {@code steps} steps, recorded; fewer if the program ends before. */
    Recording record(long steps) {
        Machine machine = machines.apply(config);
        return new Recording(TimelineSession.share(machine, config.history(), false), steps);
    }
}
