package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Program;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The debug information of a guest, and the file that it came from. */
record ProgramFile(Program program, Path path) {
    private static final byte[] ELF = {0x7f, 'E', 'L', 'F'};

    /** Of the first file that is an ELF; an image has no debug information. */
    static ProgramFile of(List<Path> code) {
        Path first = code.get(0);
        return code.stream()
                .filter(ProgramFile::isElf)
                .findFirst()
                .map(path -> new ProgramFile(Program.load(path), path))
                .orElseGet(() -> new ProgramFile(Program.unknown(String.valueOf(first.getFileName())), first));
    }

    private static boolean isElf(Path path) {
        try (InputStream stream = Files.newInputStream(path)) {
            return Arrays.equals(stream.readNBytes(ELF.length), ELF);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
