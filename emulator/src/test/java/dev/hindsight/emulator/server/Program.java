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
    static final Program INSTALLED_GDB = new Program(List.of("gdb-multiarch"));

    private static final Path FETCH = Path.of(System.getProperty("hindsight.root"), "emulator/src/test/tools/debian13");

    /** A debugger of Debian 13, which is fetched if it is not there. */
    static Program ofDebian13(String name) {
        try {
            Process fetch = new ProcessBuilder(FETCH.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String folder = new String(fetch.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            assertThat(fetch.waitFor()).isZero();
            return new Program(List.of(folder + "/run", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    List<String> with(List<String> arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(arguments);
        return all;
    }
}
