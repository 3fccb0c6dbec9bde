package dev.hindsight.adapter.cli;

import static dev.hindsight.adapter.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording outlives the process that writes it, however that ends. */
@Tag("tools")
class RecordProcessTest {
    private static final Pattern END = Pattern.compile("branch 0 +steps 0 to ([0-9,]+)");

    @TempDir
    private Path folder;

    private Process serve;

    @AfterEach
    void end() {
        serve.destroyForcibly();
    }

    @Test
    void killedAtAnyMomentItLosesAtMostTheLastSecond() throws Exception {
        Path file = folder.resolve("killed.hindsight");
        serve = start("serve", "examples/console.elf", "--no-pace", "--run", "--gdb=0", "--record", file.toString());
        BufferedReader console = serve.inputReader();
        console.readLine();
        serve.outputWriter().append("set 50\n").flush();
        while (!console.readLine().startsWith("ok")) {
            // The guest's prompt.
        }
        // The end moves on in the file while the guest runs on: what it was a second ago is there.
        long first = end(file);
        eventually().pollInterval(Duration.ofSeconds(1)).until(() -> end(file) > first);
        long before = end(file);
        serve.destroyForcibly().waitFor();

        assertThat(end(file)).isGreaterThanOrEqualTo(before);
        CommandRun info = CommandRun.of(Main::commandLine, "", "info", file.toString());
        assertThat(info.out()).contains(", 1 input, ").contains("killed.hindsight was not closed properly");
        CommandRun verified = CommandRun.of(Main::commandLine, "", "verify", file.toString());
        assertThat(verified.out()).startsWith("verified ").endsWith(": all match, but the recording is incomplete\n");
        assertThat(verified.status()).isEqualTo(125);
    }

    @Test
    void whereTheDiskIsFullTheGuestGoesOnAndTheStatusTells() throws Exception {
        Path file = folder.resolve("cut.hindsight");
        List<String> limited = Stream.concat(
                        Stream.of("sh", "-c", "ulimit -f 8; exec \"$@\"", "sh"),
                        command("record", "examples/corruption.elf", "--embed", "-o", file.toString()).stream())
                .toList();
        serve = new ProcessBuilder(limited).directory(DocPage.ROOT.toFile()).start();
        String out = new String(serve.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(serve.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(serve.waitFor()).as(err).isEqualTo(125);
        assertThat(out).endsWith("spinach\n");
        assertThat(err)
                .contains("hindsight: " + file + " can no longer be written: ")
                .contains("; it keeps what was recorded before, and the guest continues without being recorded.\n")
                .hasLineCount(2);
        assertThat(CommandRun.of(Main::commandLine, "", "info", file.toString()).out())
                .contains("was not closed properly");
    }

    @Test
    void killedWhileItReplacesARecordingItLeavesTheOldOne() throws Exception {
        Path file = folder.resolve("old.hindsight");
        CommandRun.of(
                Main::commandLine,
                "",
                "record",
                DocPage.ROOT.resolve("examples/corruption.elf").toString(),
                "-o",
                file.toString());
        byte[] old = Files.readAllBytes(file);
        serve = start("record", "examples/console.elf", "--no-pace", "--force", "-o", file.toString());
        serve.inputReader().readLine();
        Path part = folder.resolve("old.hindsight.part");
        eventually().until(() -> end(part) > 0);
        serve.destroyForcibly().waitFor();

        assertThat(file).hasBinaryContent(old);
        serve = start("record", "examples/corruption.elf", "--force", "-o", file.toString());
        serve.waitFor();
        assertThat(part).doesNotExist();
        assertThat(CommandRun.of(Main::commandLine, "", "verify", file.toString())
                        .status())
                .isZero();
    }

    @Test
    void atSigtermARecordingIsEndedProperlyWithItsSnapshots() throws Exception {
        Path file = folder.resolve("ended.hindsight");
        serve = start("record", "examples/console.elf", "--no-pace", "--snapshots", "2", "-o", file.toString());
        serve.inputReader().readLine();
        serve.toHandle().destroy();
        serve.waitFor();

        CommandRun info = CommandRun.of(Main::commandLine, "", "info", file.toString());
        assertThat(info.out()).containsPattern("snapshots +2\n").containsPattern("damage +none\n");
    }

    private static long end(Path file) throws IOException {
        if (Files.size(file) == 0) {
            return 0;
        }
        Matcher end = END.matcher(
                CommandRun.of(Main::commandLine, "", "info", file.toString()).out());
        return end.find() ? Long.parseLong(end.group(1).replace(",", "")) : 0;
    }

    private static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .directory(DocPage.ROOT.toFile())
                .start();
    }

    private static List<String> command(String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Path.of(System.getProperty("java.home"), "bin/java")
                                        .toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(arguments))
                .toList();
    }
}
