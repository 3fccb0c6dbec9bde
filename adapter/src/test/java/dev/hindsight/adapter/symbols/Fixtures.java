package dev.hindsight.adapter.symbols;

import dev.hindsight.emulator.elf.ElfFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/** The programs under src/test/resources/symbols. */
public final class Fixtures {
    public static final List<String> ALL =
            List.of("rv64-O0", "rv64-Og", "rv64-O2", "rv64-O2-dwarf4", "rv32-O0-dwarf4", "rv32-Og");

    private Fixtures() {}

    public static Program program(String name) {
        return Program.of(ElfFile.of(name + ".elf", bytes(name)));
    }

    public static byte[] bytes(String name) {
        try (var stream = Fixtures.class.getResourceAsStream("/symbols/" + name + ".elf")) {
            return Objects.requireNonNull(stream, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
