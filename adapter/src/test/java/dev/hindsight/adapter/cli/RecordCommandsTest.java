package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** record, info and verify, with a real guest that crashes. */
class RecordCommandsTest {
    private static final String ELF =
            DocPage.ROOT.resolve("examples/corruption.elf").toString();

    @TempDir
    private Path folder;

    private static CommandRun main(Object... arguments) {
        return CommandRun.of(
                Main::commandLine,
                "",
                Arrays.stream(arguments).map(Object::toString).toArray(String[]::new));
    }

    private Path recorded(String... options) {
        Path file = folder.resolve("run.hindsight");
        CommandRun run = CommandRun.of(Main::commandLine, "", arguments(file, options));

        assertThat(run.status()).isEqualTo(139);
        assertThat(run.out()).startsWith("Greenhouse control\n");
        assertThat(run.err()).startsWith("hindsight: Load access fault").hasLineCount(1);
        return file;
    }

    private static String[] arguments(Path file, String... options) {
        String[] all = Arrays.copyOf(new String[] {"record", ELF, "-o", file.toString()}, 4 + options.length);
        System.arraycopy(options, 0, all, 4, options.length);
        return all;
    }

    @Test
    void aDeterministicFirmwaresRecordingIsTiny() throws IOException {
        assertThat(Files.size(recorded())).isLessThan(1_000);
    }

    @Test
    void infoSaysWhatIsInIt() {
        List<String> lines = main("info", recorded("--snapshots", "2", "--embed", "--harts", "2"))
                .out()
                .lines()
                .toList();

        assertThat(lines).anyMatch(line -> line.matches("recording +[0-9,]+ bytes, by hindsight .*"));
        assertThat(lines)
                .anyMatch(line -> line.matches("program +.*corruption.elf, .* SHA-256 [0-9a-f]{64}, embedded"));
        assertThat(lines).anyMatch(line -> line.matches("harts +2"));
        assertThat(lines).anyMatch(line -> line.matches("branch 0 +steps 0 to [0-9,]+, 0 inputs, [0-9]+ hashes"));
        assertThat(lines).anyMatch(line -> line.matches("snapshots +2"));
        assertThat(lines).endsWith("damage     none");
    }

    @Test
    void verifyComparesEveryHash() {
        CommandRun run = main("verify", recorded("--snapshots", "2"));

        assertThat(run.status()).isZero();
        assertThat(run.out()).matches("verified [0-9]+ hashes over 1,590,153 steps: all match\n");
        assertThat(run.err()).endsWith("hindsight: 100 % of 1,590,153 steps\n");
    }

    @Test
    void whatIsCutOffIsVerifiedUpToThereAndNoSuccess() throws IOException {
        byte[] whole = Files.readAllBytes(recorded());
        Path cut = Files.write(folder.resolve("cut.hindsight"), Arrays.copyOf(whole, whole.length - 60));
        CommandRun run = main("verify", cut);

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.out()).startsWith("verified ").endsWith(": all match, but the recording is incomplete\n");
        assertThat(run.err().lines().findFirst().orElseThrow())
                .matches(
                        "hindsight: .*cut.hindsight is damaged or cut off at byte .*: everything before that is used.");
    }

    @Test
    void cutAnywhereItIsNeverVerifiedWithSuccess() throws IOException {
        byte[] whole = Files.readAllBytes(recorded());
        for (int length = 0; length < whole.length; length += whole.length / 20) {
            Path cut = Files.write(folder.resolve("cut.hindsight"), Arrays.copyOf(whole, length));
            CommandRun run = main("verify", cut);

            assertThat(run.status()).as("%d bytes: %s", length, run.out()).isEqualTo(125);
            assertThat(run.err()).as("%d bytes", length).startsWith("hindsight: ");
        }
    }

    @Test
    void aConfigurationThatIsNotTheRecordedOneIsWrongUsage() {
        Path file = recorded();

        assertThat(main("verify", file, ELF, "--memory", "128M").status()).isEqualTo(2);
        assertThat(main("verify", file, ELF, "--harts", "1", "--history", "16M").status())
                .isZero();
    }

    @Test
    void aRecordingOfAnotherRevisionOfTheMachineIsRefusedUnlessForced() {
        Path file = DocPage.ROOT.resolve("emulator/src/test/resources/recordings/revision-1.hindsight");
        CommandRun refused = main("verify", file);
        CommandRun forced = main("verify", file, "--force");

        assertThat(refused.status()).isEqualTo(125);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .contains("on revision 1 of the machine", "hindsight verify --force")
                .doesNotContain("damage")
                .hasLineCount(1);
        assertThat(main("replay", file).err()).isEqualTo(refused.err());
        assertThat(forced.status()).isLessThan(2);
        assertThat(main("info", file).out()).contains("revision   1\n");
    }

    @Test
    void whatCannotBeIsOneSentence() throws IOException {
        Path text = Files.writeString(folder.resolve("text"), "some text");
        String race = DocPage.ROOT.resolve("examples/race.elf").toString();

        for (CommandRun run : List.of(
                main("info", text),
                main("info", folder),
                main("replay", folder.resolve("none")),
                main("verify", recorded(), race),
                main("record", ELF, "-o", text),
                main("record", ELF, "-o", folder.resolve("no/such")),
                main("record", ELF, "-o", folder),
                main("record", folder.resolve("no.elf"), "-o", folder.resolve("unwritten")))) {
            assertThat(run.status()).as(run.err()).isEqualTo(125);
            assertThat(run.err()).startsWith("hindsight: ").endsWith(".\n").hasLineCount(1);
        }
        assertThat(folder.resolve("unwritten")).doesNotExist();
        assertThat(text).hasContent("some text");
    }

    @Test
    void whatExistsIsReplacedOnlyByForceAndOnlyIfItIsARecording() throws IOException {
        Path file = recorded();
        byte[] first = Files.readAllBytes(file);
        CommandRun refused = main("record", ELF, "-o", file);
        assertThat(refused.status()).isEqualTo(125);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.err())
                .isEqualTo(
                        "hindsight: " + file + " exists already: choose another name, or replace it with --force.\n");
        assertThat(main("serve", ELF, "--record", file).err()).isEqualTo(refused.err());
        assertThat(file).hasBinaryContent(first);

        assertThat(recorded("--force", "--snapshots", "1")).isEqualTo(file);
        assertThat(main("info", file).out()).containsPattern("snapshots +1\n").containsPattern("damage +none\n");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");

        Path text = Files.writeString(folder.resolve("text"), "some text");
        assertThat(main("record", ELF, "-o", text, "--force").err())
                .isEqualTo("hindsight: " + text
                        + " exists and is not a recording: choose another name, or remove it first.\n");
        assertThat(text).hasContent("some text");
    }

    @Test
    void oneRecordingIsWrittenByOneOnly() throws Exception {
        Path file = folder.resolve("shared.hindsight");
        CountDownLatch prints = new CountDownLatch(1);
        CountDownLatch readOn = new CountDownLatch(1);
        OutputStream slow = new OutputStream() {
            @Override
            public void write(int b) {
                prints.countDown();
                try {
                    readOn.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        Streams streams = new Streams(
                InputStream.nullInputStream(), new PrintStream(slow), new PrintStream(OutputStream.nullOutputStream()));
        CompletableFuture<Integer> first = new CompletableFuture<>();
        new Thread(() -> first.complete(Main.commandLine(streams).execute(arguments(file)))).start();
        prints.await();

        for (String[] options : new String[][] {{}, {"--force"}}) {
            CommandRun second = CommandRun.of(Main::commandLine, "", arguments(file, options));
            assertThat(second.status()).isEqualTo(125);
            assertThat(second.err())
                    .isEqualTo("hindsight: " + file
                            + " is being written by another Hindsight: choose another name, or wait until it ends.\n");
        }

        readOn.countDown();
        assertThat(first.get()).isEqualTo(139);
        assertThat(main("verify", file).status()).isZero();
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void pipesAndDevicesBlockNothing() throws Exception {
        Path pipe = folder.resolve("pipe");
        assumeTrue(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "a system with pipes");
        for (CommandRun run : List.of(
                main("info", pipe),
                main("replay", pipe),
                main("verify", pipe),
                main("run", pipe),
                main("run", ELF, "--board", pipe),
                main("run", ELF, "--drive", pipe),
                main("run", "--kernel", pipe),
                main("run", "--bios", pipe),
                main("run", "--kernel", ELF, "--initrd", pipe),
                main("serve", pipe),
                main("record", ELF, "-o", pipe),
                main("record", ELF, "-o", pipe, "--force"),
                main("record", pipe, "-o", folder.resolve("unwritten")),
                main("record", ELF, "--drive", pipe, "-o", folder.resolve("unwritten")),
                main("verify", recorded(), pipe))) {
            assertThat(run.status()).as(run.err()).isEqualTo(125);
            assertThat(run.err()).startsWith("hindsight: ").endsWith(".\n").hasLineCount(1);
        }
        assertThat(folder.resolve("unwritten")).doesNotExist();
    }

    @Test
    void aDeviceIsNoPlaceForARecording() {
        Path full = Path.of("/dev/full");
        assumeTrue(Files.exists(full), "a system with /dev/full");
        CommandRun run = CommandRun.of(Main::commandLine, "", arguments(full));

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err())
                .isEqualTo("hindsight: /dev/full cannot be written: it is a pipe, a device or a broken link, "
                        + "not a file.\n");
    }
}
