package dev.hindsight.emulator.server;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real gdb, command by command. */
final class Gdb implements AutoCloseable {
    private static final String DONE = "@@done";
    private static final Pattern STEP = Pattern.compile("step (\\d+)");
    private static final Pattern NUMBER = Pattern.compile("= (-?\\d+)");

    private final Process process;
    private final Writer input;
    private final BufferedReader output;
    private int asked;

    /** {@code folder} is where the sources are. */
    Gdb(Program program, Path folder, String... files) {
        this(program, folder, List.of(files));
        for (String setting : new String[] {"confirm off", "pagination off", "width 0", "style enabled off"}) {
            ask("set " + setting);
        }
    }

    private Gdb(Program program, Path folder, List<String> files) {
        List<String> arguments = new ArrayList<>(List.of("-q", "-nx"));
        arguments.addAll(files);
        try {
            process = new ProcessBuilder(program.with(arguments))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        input = process.outputWriter(StandardCharsets.UTF_8);
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** A gdb as an IDE starts it, which talks to its user interface in gdb's machine interface; to be listened to. */
    static Gdb ofAnIde(Program program, Path elf, Path commands, int port) {
        return new Gdb(
                program,
                elf.getParent(),
                List.of(
                        elf.toString(),
                        "-i=mi",
                        "-ex",
                        "source " + commands,
                        "-ex",
                        "target remote 127.0.0.1:" + port));
    }

    /** All that a gdb prints which is given what to do, and its exit status in the last line. */
    static String batch(Program program, Path folder, String... arguments) {
        List<String> all = new ArrayList<>(List.of("-q", "-nx", "-batch"));
        all.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(program.with(all))
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said + "status " + process.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    Gdb connect(int port) {
        ask("target remote 127.0.0.1:" + port);
        return this;
    }

    /** What gdb prints for a command, once it is done. */
    String ask(String command) {
        begin(command);
        return end();
    }

    void begin(String command) {
        try {
            asked++;
            input.write(command + "\necho " + done() + "\\n\n");
            input.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next line of what it prints that is not empty. */
    String line() {
        try {
            String line = "";
            while (line != null && line.replace("(gdb) ", "").isBlank()) {
                line = output.readLine();
            }
            return String.valueOf(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whatever gdb prints by itself, until a line contains {@code text}. */
    String until(String text) {
        StringBuilder told = new StringBuilder();
        String line = "";
        while (!line.contains(text)) {
            line = line();
            if (line.equals("null")) {
                throw new AssertionError("gdb ended:\n" + told);
            }
            told.append(line.replace("(gdb) ", "")).append('\n');
        }
        return told.toString();
    }

    String end() {
        StringBuilder answer = new StringBuilder();
        try {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.endsWith(done())) {
                    return answer.toString().replace("(gdb) ", "").strip();
                }
                if (!line.contains(DONE)) {
                    answer.append(line).append('\n');
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        throw new AssertionError("gdb ended:\n" + answer);
    }

    /** What gdb is to say when it has done what was asked last. */
    private String done() {
        return DONE + asked + "@@";
    }

    /**
     * A Ctrl-C, and what gdb prints from then on: a line with {@code text}, and what comes with it. gdb may throw away what
     * was typed before it had seen the Ctrl-C, so it is asked once more when it has.
     */
    String interrupt(String text) {
        interrupt();
        return until(text) + ask("echo");
    }

    /** What the user's Ctrl-C does. */
    void interrupt() {
        try {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    long step() {
        return Long.parseLong(first(STEP, ask("monitor when")));
    }

    long value(String expression) {
        return Long.parseLong(first(NUMBER, ask("print/d (long long) (" + expression + ")")));
    }

    /** Where the machine stands according to gdb: the symbol, or the line. */
    String frame() {
        return ask("frame");
    }

    private static String first(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("no " + pattern + " in: " + text);
        }
        return matcher.group(1);
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
