package dev.hindsight.adapter.symbols;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Asks the real gdb about a program that does not run. */
public final class Gdb {
    private Gdb() {}

    /** What gdb prints for each command, in order. */
    public static List<String> ask(String fixture, List<String> commands) {
        try {
            Path elf = Files.createTempFile("fixture", ".elf");
            Path script = Files.createTempFile("script", ".gdb");
            Files.write(elf, Fixtures.bytes(fixture));
            var lines = new ArrayList<String>();
            for (String command : commands) {
                lines.add("python\ntry:\n  gdb.execute(" + quoted(command)
                        + ")\nexcept gdb.error as e:\n  print(e)\nend");
                lines.add("echo \\n====\\n");
            }
            Files.write(script, lines);
            String output = run(List.of(
                    "gdb-multiarch", "-nx", "-batch", "-ex", "set width 0", "-x", script.toString(), elf.toString()));
            Files.delete(elf);
            Files.delete(script);
            List<String> answers = List.of(output.split("\n====\n", -1));
            return answers.subList(0, commands.size()).stream()
                    .map(String::strip)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String quoted(String command) {
        return "'" + command.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }

    private static String run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
