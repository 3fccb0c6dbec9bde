package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code hindsight serve} as a process of its own. */
@Tag("tools")
class ServeProcessTest {
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endAll() {
        started.forEach(Process::destroyForcibly);
    }

    @Test
    void runsTellsAndEndsAtSigterm() throws Exception {
        Process serve = start("serve", "examples/corruption.elf", "--run");
        BufferedReader console = serve.inputReader();
        BufferedReader told = serve.errorReader();

        assertThat(console.readLine()).isEqualTo("Greenhouse control");
        assertThat(told.readLine()).matches("hindsight: source .*hindsight\\.py");
        assertThat(told.readLine()).matches("hindsight: gdb on 127\\.0\\.0\\.1:\\d+");
        assertThat(told.readLine()).matches("hindsight: dap on 127\\.0\\.0\\.1:\\d+");
        assertThat(told.readLine()).startsWith("hindsight: Load access fault");
        serve.toHandle().destroy(); // Process.destroy would close the streams too
        assertThat(told.readLine()).isEqualTo("hindsight: Hindsight was stopped.");
        serve.waitFor();
    }

    @Test
    void waitsBeforeTheFirstStepAndMonitorQuitEndsIt() throws Exception {
        Process serve = start("serve", "examples/corruption.elf", "--gdb=0");
        BufferedReader told = serve.errorReader();
        told.readLine();
        int port = Integer.parseInt(told.readLine().replaceAll(".*:", ""));

        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream().write("$qRcmd,71756974#d1".getBytes(StandardCharsets.US_ASCII));
            assertThat(serve.waitFor()).isZero();
        }
        assertThat(serve.inputReader().readLine()).isNull();
    }

    @Test
    void aPortThatIsTakenIsOneSentence() throws Exception {
        Process first = start("serve", "examples/corruption.elf", "--dap=0");
        String port = first.errorReader().readLine().replaceAll(".*:", "");
        for (String door : List.of("--dap", "--gdb", "--uart")) {
            Process second = start("serve", "examples/corruption.elf", door, port);

            assertThat(second.waitFor()).isEqualTo(125);
            assertThat(second.errorReader().lines().toList())
                    .singleElement()
                    .asString()
                    .contains(port);
        }
    }

    private Process start(String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(arguments))
                .toList();
        Process process =
                new ProcessBuilder(command).directory(DocPage.ROOT.toFile()).start();
        started.add(process);
        return process;
    }
}
