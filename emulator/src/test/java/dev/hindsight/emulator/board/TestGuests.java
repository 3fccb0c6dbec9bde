package dev.hindsight.emulator.board;

import dev.hindsight.emulator.elf.ElfFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Every guest of the repository, two random programs, and guests that nobody wrote. */
final class TestGuests {
    private static final int GARBAGE = Integer.getInteger("hindsight.garbage", 30);
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root", ".."));

    private TestGuests() {}

    /** By name; each call of a supplier gives a new board before its first step, always the same. */
    static Map<String, Supplier<Board>> all() throws IOException {
        Map<String, Supplier<Board>> guests = new LinkedHashMap<>();
        for (String folder : List.of("emulator/src/test/guests", "examples", "examples/bench")) {
            try (Stream<Path> files = Files.list(ROOT.resolve(folder))) {
                files.filter(file -> file.toString().endsWith(".elf")).sorted().forEach(file -> {
                    ElfFile elf = ElfFile.read(file);
                    Hardware hardware = Boards.hardware(elf.name());
                    guests.put(elf.name(), () -> GuestLoader.load(Guest.program(Image.of(elf)), hardware));
                });
            }
        }
        for (int xlen : List.of(32, 64)) {
            Assembly program = new RandomProgram(7, xlen).make(2000);
            guests.put("random program, RV" + xlen, () -> program.board(xlen));
        }
        for (int number = 0; number < GARBAGE; number++) {
            int seed = number;
            int xlen = seed % 3 == 0 ? 32 : 64;
            int harts = 1 + seed % 2;
            String name = "garbage %d, RV%d, %d harts".formatted(seed, xlen, harts);
            guests.put(name, () -> GarbageGuest.board(seed, xlen, harts));
        }
        return guests;
    }
}
