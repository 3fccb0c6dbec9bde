package dev.hindsight.adapter.dap;

import dev.hindsight.adapter.symbols.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Whether a program is older than what it was compiled from: then its lines are not those of the files any more. */
final class ProgramAge {
    /** An operating system's files are not looked at one by one. */
    private static final int MOST_FILES = 2000;
    /** A checkout or a copy writes sources and program in any order, seconds apart. */
    private static final long MOMENT_SECONDS = 10;

    private ProgramAge() {}

    /** The sentence for the user, if there is a reason for one. */
    static Optional<String> warning(Path elf, Program program, Sources sources) {
        long built = seconds(elf);
        return program.sourceFiles().stream()
                .limit(MOST_FILES)
                .flatMap(recorded -> sources.find(recorded).stream())
                .max(Comparator.comparingLong(ProgramAge::seconds))
                .filter(newest -> built > 0 && seconds(newest) > built + MOMENT_SECONDS)
                .map(newest -> "%s is older than its source %s; build it again, or lines and values may be wrong."
                        .formatted(elf.getFileName(), newest));
    }

    /** When the file was written, since 1970; 0 where nobody knows. */
    private static long seconds(Path file) {
        try {
            return Files.getLastModifiedTime(file).to(TimeUnit.SECONDS);
        } catch (IOException unknown) {
            return 0;
        }
    }
}
