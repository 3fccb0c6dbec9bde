package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class MainTest {
    @Test
    void theVersionIsOneLine() {
        CommandRun run = main("--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("hindsight ").hasLineCount(1);
    }

    @Test
    void withoutACommandItSaysHowToAskForHelp() {
        assertThat(main()).isEqualTo(new CommandRun(2, "", "hindsight: Missing command (see hindsight --help).\n"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no-such-command",
                "--no-such-option",
                "run",
                "run --memory",
                "run a.elf --memory 12Q",
                "run a.elf --memory 3G",
                "run a.elf --clock 0.5",
                "run a.elf --harts 9",
                "run a.elf b.elf"
            })
    void wrongUsageIsOneSentence(String line) {
        CommandRun run = main(line.split(" "));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("hindsight: ").endsWith("--help).\n").hasLineCount(1);
    }

    @Test
    void anEmptyWordIsNotTheWorkingDirectory() {
        String[][] lines = {
            {"run", ""}, {"run", "--kernel", ""}, {"record", "a.elf", "-o", ""}, {"dap", "--save-to", ""}
        };
        for (String[] line : lines) {
            CommandRun run = main(line);

            assertThat(run.status()).isEqualTo(2);
            assertThat(run.err())
                    .contains("a file name cannot be empty")
                    .endsWith("--help).\n")
                    .hasLineCount(1);
        }
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandExplainsItself(String command) {
        CommandRun run = main(command, "--help");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("Usage: hindsight " + command);
        assertThat(main("--help").out()).contains("  " + command + " ");
    }

    static Stream<String> commands() {
        return Main.commandLine(Streams.ofProcess()).getSubcommands().keySet().stream()
                .filter(name -> !name.equals("help"));
    }

    private static CommandRun main(String... arguments) {
        return CommandRun.of(Main::commandLine, "", arguments);
    }

    @Test
    void evenAnErrorOfTheJvmIsASentenceAndAStatusOfOurs() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Streams streams = new Streams(InputStream.nullInputStream(), new PrintStream(err), new PrintStream(err));
        CommandLine line = Main.complete(new CommandLine(new Exhausting()), streams);

        assertThat(Main.execute(line, new Failures(streams.err()))).isEqualTo(125);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("hindsight: Hindsight ran out of memory: this process may use ");
    }

    @CommandLine.Command(name = "exhausting")
    private static final class Exhausting implements Callable<Integer> {
        @Override
        public Integer call() {
            throw new OutOfMemoryError("Java heap space");
        }
    }
}
