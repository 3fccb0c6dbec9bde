package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A process that may use little memory. */
@Tag("tools")
class SmallHostTest {
    @Test
    void aGuestWithoutRoomIsRefusedInOneSentence() throws Exception {
        Process run = start("-Xmx150m", "run", "examples/corruption.elf");
        assertThat(run.waitFor()).isEqualTo(125);
        assertThat(run.errorReader().lines().toList())
                .singleElement()
                .asString()
                .matches(
                        "hindsight: A guest with 128M of RAM needs 196M of memory, and this process may use 1[0-9]{2}M: .*");
    }

    @Test
    void aGuestWithRoomGetsLessHistoryAndRunsOn() throws Exception {
        Process serve = start("-Xmx230m", "serve", "examples/bench/memory.elf", "--run");
        try (BufferedReader told = serve.errorReader()) {
            assertThat(told.lines()
                            .filter(line -> line.contains("History takes "))
                            .findFirst())
                    .get()
                    .asString()
                    .matches("hindsight: History takes [0-9]+M of memory, not 256M: this process may use .*");
        } finally {
            serve.destroyForcibly();
        }
    }

    private static Process start(String heap, String... arguments) throws Exception {
        List<String> java = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:+UseSerialGC",
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName());
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).directory(DocPage.ROOT.toFile()).start();
    }
}
