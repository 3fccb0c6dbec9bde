package dev.hindsight.emulator.server;

import static dev.hindsight.emulator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** gdb on a terminal, and what its screen shows: a VT52, whose few orders are enough for curses. */
final class Terminal implements AutoCloseable {
    /** Enough that the lines of a test need not scroll. */
    private static final int ROWS = 80;

    private static final int COLUMNS = 80;

    private final Process process;
    private final Writer keyboard;
    private final BufferedReader output;
    private final char[][] screen = new char[ROWS][COLUMNS];
    private int row;
    private int column;

    Terminal(Path folder, String... command) {
        String words = Stream.of(command).map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        String shell = "stty rows " + ROWS + " cols " + COLUMNS + "; exec " + words;
        ProcessBuilder builder = new ProcessBuilder("script", "-qec", shell, "/dev/null")
                .directory(folder.toFile())
                .redirectErrorStream(true);
        builder.environment().put("TERM", "vt52");
        builder.environment().put("LC_ALL", "C");
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        keyboard = process.outputWriter(StandardCharsets.ISO_8859_1);
        output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.ISO_8859_1));
        clearFromHere();
        Thread drawing = new Thread(this::draw, "screen");
        drawing.setDaemon(true);
        drawing.start();
    }

    /** At gdb's prompt: what is typed before it the terminal shows wherever it happens to be. */
    void type(String line) {
        eventually().untilAsserted(() -> assertThat(beforeCursor()).isEqualTo("(gdb) "));
        typeAnywhere(line);
    }

    /** Where gdb shows no prompt. */
    void typeAnywhere(String line) {
        press(line + "\n");
    }

    void pressCtrlC() {
        press("\003");
    }

    private void press(String keys) {
        try {
            keyboard.write(keys);
            keyboard.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Looks on until lines of the screen match each of the patterns; the screen. */
    String until(String... patterns) {
        eventually().untilAsserted(() -> {
            for (String pattern : patterns) {
                assertThat(shown()).containsPattern(pattern);
            }
        });
        return shown();
    }

    private synchronized String beforeCursor() {
        return new String(screen[row], 0, column);
    }

    private synchronized String shown() {
        return Stream.of(screen).map(String::new).collect(Collectors.joining("\n"));
    }

    private void draw() {
        for (int next = read(); next >= 0; next = read()) {
            draw(next);
        }
    }

    private synchronized void draw(int next) {
        switch (next) {
            case 27 -> obey(read());
            case '\r' -> column = 0;
            case '\n' -> down();
            case '\t' -> column = Math.min(COLUMNS - 1, (column | 7) + 1);
            case '\b' -> column = Math.max(0, column - 1);
            default -> {
                if (next >= ' ') {
                    screen[row][column] = (char) next;
                    column = Math.min(COLUMNS - 1, column + 1);
                }
            }
        }
    }

    private void obey(int order) {
        switch (order) {
            case 'A' -> row = Math.max(0, row - 1);
            case 'B' -> row = Math.min(ROWS - 1, row + 1);
            case 'C' -> column = Math.min(COLUMNS - 1, column + 1);
            case 'D' -> column = Math.max(0, column - 1);
            case 'H' -> home();
            case 'I' -> up();
            case 'J' -> clearFromHere();
            case 'K' -> Arrays.fill(screen[row], column, COLUMNS, ' ');
            case 'Y' -> {
                row = read() - ' ';
                column = read() - ' ';
            }
            case '[' -> passOverAnsi();
            default -> {} // how it looks
        }
    }

    /** gdb and readline do not ask what terminal it is. */
    private void passOverAnsi() {
        int next = read();
        while (next >= 0 && !Character.isLetter(next)) {
            next = read();
        }
    }

    private void home() {
        row = 0;
        column = 0;
    }

    private void up() {
        if (row > 0) {
            row--;
        } else {
            System.arraycopy(screen, 0, screen, 1, ROWS - 1);
            screen[0] = emptyLine();
        }
    }

    private void down() {
        if (row < ROWS - 1) {
            row++;
        } else {
            System.arraycopy(screen, 1, screen, 0, ROWS - 1);
            screen[row] = emptyLine();
        }
    }

    private static char[] emptyLine() {
        char[] line = new char[COLUMNS];
        Arrays.fill(line, ' ');
        return line;
    }

    private void clearFromHere() {
        Arrays.fill(screen[row], column, COLUMNS, ' ');
        for (int below = row + 1; below < ROWS; below++) {
            Arrays.fill(screen[below], ' ');
        }
    }

    private int read() {
        try {
            return output.read();
        } catch (IOException closed) {
            return -1;
        }
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
