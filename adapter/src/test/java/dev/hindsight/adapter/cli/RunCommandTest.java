package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.GuestFiles;
import dev.hindsight.emulator.MachineConfig;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class RunCommandTest {
    @Test
    void standardStreamsAreTheGuestsConsole() {
        FakeSession session = new FakeSession(Stop.Reason.EXIT, 0, "");

        CommandRun run = run(config -> session, "typed\n", "a.elf");

        assertThat(run).isEqualTo(new CommandRun(0, "hello\n", ""));
        assertThat(session.typed.toString(StandardCharsets.UTF_8)).isEqualTo("typed\n");
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "7, 7", "255, 255", "256, 255", "-1, 255"})
    void theExitStatusIsTheGuests(int guest, int expected) {
        assertThat(run(config -> new FakeSession(Stop.Reason.EXIT, guest, ""), "", "a.elf")
                        .status())
                .isEqualTo(expected);
    }

    @Test
    void aCrashIsASentenceAndAStatus() {
        CommandRun run = run(config -> new FakeSession(Stop.Reason.EXCEPTION, 0, "Load access fault"), "", "a.elf");

        assertThat(run).isEqualTo(new CommandRun(139, "hello\n", "hindsight: Load access fault (step 42)\n"));
    }

    @Test
    void sleepingForEverIsASentenceAndAStatus() {
        CommandRun run = run(config -> new FakeSession(Stop.Reason.IDLE, 0, "Every hart sleeps"), "", "a.elf");

        assertThat(run).isEqualTo(new CommandRun(124, "hello\n", "hindsight: Every hart sleeps (step 42)\n"));
    }

    @Test
    void whatIsToKnowOfTheGuestIsASentence() {
        FakeSession session = new FakeSession(Stop.Reason.EXIT, 0, "");
        session.notices.add("It is compiled for V.");

        assertThat(run(config -> session, "", "a.elf").err()).isEqualTo("hindsight: It is compiled for V.\n");
    }

    @Test
    void aBoardThatIsNeitherBundledNorAFileIsASentence() {
        CommandRun run = run(Emulator::start, "", DocPage.ROOT + "/examples/corruption.elf", "--board=fe311");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err())
                .isEqualTo(
                        "hindsight: fe311 does not exist. The bundled boards are virt, virt-legacy, fe310, fe310b.\n");
    }

    @Test
    void optionsReachTheMachine() {
        AtomicReference<GuestConfig> seen = new AtomicReference<>();

        run(
                config -> {
                    seen.set(config);
                    throw new GuestException("No.");
                },
                "",
                "a.elf",
                "--memory=1G",
                "--history",
                "64M",
                "--clock=1e6",
                "--board=fe310.board",
                "--isa=rv32imac",
                "--harts=2",
                "--drive=a.img",
                "--drive=b.img",
                "--rtc=1970-01-02",
                "--no-pace");

        assertThat(seen.get())
                .isEqualTo(new GuestConfig(
                        GuestFiles.program(Path.of("a.elf")),
                        new MachineConfig(
                                "fe310.board",
                                Optional.of("rv32imac"),
                                2,
                                OptionalLong.of(1 << 30),
                                List.of(Path.of("a.img"), Path.of("b.img")),
                                86_400,
                                1_000_000),
                        64 << 20,
                        false));
    }

    @Test
    void aKernelBringsWhatItNeeds() {
        AtomicReference<GuestConfig> seen = new AtomicReference<>();

        run(
                config -> {
                    seen.set(config);
                    throw new GuestException("No.");
                },
                "",
                "--kernel=Image",
                "--bios=fw.bin",
                "--initrd=disk",
                "--append=console=ttyS0 quiet");

        assertThat(seen.get().files())
                .isEqualTo(new GuestFiles(
                        Optional.empty(),
                        Optional.of(Path.of("Image")),
                        Optional.of(Path.of("fw.bin")),
                        Optional.of(Path.of("disk")),
                        Optional.of("console=ttyS0 quiet")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "                      | The guest is missing: name an ELF or a kernel (see",
                "a.elf --kernel=Image  | Name either an ELF, or a kernel, bios, initrd and append, not both (see",
                "--bios=fw --initrd=a  | An initrd needs a kernel: name one (see",
                "--bios=fw --append=a  | A command line (append) needs a kernel: name one (see",
                "a.elf --harts=9       | A machine has from 1 to 8 harts, not 9 (see",
                "a.elf --rtc=soon      | \"soon\" is not a date: write 2026-01-31",
            })
    void whatDoesNotFitTogetherIsWrongUsage(String arguments, String sentence) {
        String words = arguments == null ? "" : arguments;
        CommandRun run = run(
                config -> new FakeSession(Stop.Reason.EXIT, 0, ""),
                "",
                words.isEmpty() ? new String[0] : words.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
    }

    @Test
    void withoutOptionsTheMachineIsTheStandardOne() {
        AtomicReference<GuestConfig> seen = new AtomicReference<>();

        run(
                config -> {
                    seen.set(config);
                    throw new GuestException("No.");
                },
                "",
                "a.elf");

        assertThat(seen.get()).isEqualTo(GuestConfig.of(Path.of("a.elf")));
    }

    @Test
    void aGuestThatCannotBeRunIsASentence() {
        CommandRun run = run(
                config -> {
                    throw new GuestException("a.elf is not an ELF file.");
                },
                "",
                "a.elf");

        assertThat(run).isEqualTo(new CommandRun(125, "", "hindsight: a.elf is not an ELF file.\n"));
    }

    @Test
    void aRefusalInsideTheMoveIsASentence() {
        CommandRun run = run(
                config -> {
                    throw new RefusedException("The session has ended.");
                },
                "",
                "a.elf");

        assertThat(run).isEqualTo(new CommandRun(125, "", "hindsight: The session has ended.\n"));
    }

    @Test
    void aBugOfOursIsNoStackTrace() {
        CommandRun run = run(
                config -> {
                    throw new IllegalStateException("impossible");
                },
                "",
                "a.elf");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err())
                .startsWith("hindsight: This is a bug in Hindsight: ")
                .contains("impossible")
                .hasLineCount(1);
    }

    private static CommandRun run(Function<GuestConfig, TimelineSession> starter, String input, String... arguments) {
        return CommandRun.of(
                streams -> Main.complete(new CommandLine(new RunCommand(streams, new FakeMachines(starter))), streams),
                input,
                arguments);
    }
}
