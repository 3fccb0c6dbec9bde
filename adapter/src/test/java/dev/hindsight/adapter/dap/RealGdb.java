package dev.hindsight.adapter.dap;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A gdb beside an IDE, command by command. */
final class RealGdb implements AutoCloseable {
    private static final String DONE = "@@done@@";

    private final Process process;
    private final Writer input;
    private final BufferedReader output;

    RealGdb(List<String> program, Path elf, int port) throws IOException {
        List<String> command = Stream.concat(program.stream(), Stream.of("-q", "-nx", elf.toString()))
                .toList();
        process = new ProcessBuilder(command)
                .directory(elf.getParent().toFile())
                .redirectErrorStream(true)
                .start();
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = process.inputReader(StandardCharsets.UTF_8);
        for (String setting :
                List.of("confirm off", "pagination off", "width 0", "style enabled off", "remotetimeout 120")) {
            ask("set " + setting);
        }
        ask("target remote 127.0.0.1:" + port);
    }

    /** What gdb prints for a command, once it is done. */
    String ask(String command) {
        StringBuilder answer = new StringBuilder();
        try {
            input.write(command + "\necho " + DONE + "\\n\n");
            input.flush();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.endsWith(DONE)) {
                    return answer.toString().replace("(gdb) ", "").strip();
                }
                answer.append(line).append('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("gdb ended:\n" + answer);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
