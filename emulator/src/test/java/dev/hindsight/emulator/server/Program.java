package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How a debugger is started. */
record Program(List<String> command) {
    /** It waits for answers of a busy host as long as it must. */
    private static final List<String> PATIENCE = List.of("-iex", "set remotetimeout 120");

    static final Program INSTALLED_GDB = gdb(List.of("gdb-multiarch"));

    private static final Path FETCH = Path.of(System.getProperty("hindsight.root"), "emulator/src/test/tools/debian13");

    /** A debugger of Debian 13, which is fetched if it is not there. */
    static Program ofDebian13(String name) {
        try {
            Process fetch = new ProcessBuilder(FETCH.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(fetch.waitFor()).isZero();
            List<String> command = List.of(folder + "/run", name);
            return name.startsWith("gdb") ? gdb(command) : new Program(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Program gdb(List<String> command) {
        List<String> all = new ArrayList<>(command);
        all.addAll(PATIENCE);
        return new Program(all);
    }

    List<String> with(List<String> arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(arguments);
        return all;
    }
}
