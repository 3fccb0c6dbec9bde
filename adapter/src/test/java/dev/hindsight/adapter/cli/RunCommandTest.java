package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.GuestException;
import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
                "--no-pace");

        assertThat(seen.get()).isEqualTo(new GuestConfig(Path.of("a.elf"), 1 << 30, 64 << 20, 1_000_000, false));
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
                    throw new SessionException("The session is over.");
                },
                "",
                "a.elf");

        assertThat(run).isEqualTo(new CommandRun(125, "", "hindsight: The session is over.\n"));
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
                .startsWith("hindsight: This is a bug of Hindsight: ")
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
