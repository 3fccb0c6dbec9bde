package dev.hindsight.adapter.cli.bench;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** gdbserver with a native program, for comparison: with gdb itself, which is there, and has memory enough. */
final class Gdbserver {
    private static final String NAME = "gdbserver";
    private static final Pattern LISTENING = Pattern.compile("Listening on port (\\d+)");

    private Gdbserver() {}

    /** Throws where there is none: before hours of measuring, not after. */
    static void require() {
        find(NAME, "gdbserver");
    }

    /** A gdb that stands at the native program's first instruction. */
    static GdbDoor open() {
        Path program = find(GdbDoor.GDB, "gdb-multiarch");
        List<String> command = List.of(find(NAME, NAME).toString(), "--once", "127.0.0.1:0", program.toString(), "-v");
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            return GdbDoor.onGdbserver(program, port(process), process);
        } catch (IOException e) {
            throw new BenchException(NAME + " cannot be started: " + e.getMessage(), e);
        }
    }

    private static int port(Process process) throws IOException {
        BufferedReader said = process.inputReader();
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher listening = LISTENING.matcher(line);
            if (listening.find()) {
                return Integer.parseInt(listening.group(1));
            }
            all.append(line).append(' ');
        }
        throw new BenchException(NAME + " ended at once: " + all);
    }

    private static Path find(String program, String debianPackage) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new BenchException(
                        program + " is not installed (Debian: apt-get install " + debianPackage + ")."));
    }
}
