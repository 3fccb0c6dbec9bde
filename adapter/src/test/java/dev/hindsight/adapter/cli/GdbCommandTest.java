package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code hindsight gdb} as its user starts it. */
@Tag("tools")
class GdbCommandTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));

    private static String[] gdb(int status, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(
                List.of(ROOT.resolve("hindsight").toString(), "gdb", "examples/corruption.elf", "--batch"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).directory(ROOT.toFile()).start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes());
        String err = new String(process.getErrorStream().readAllBytes());
        assertThat(process.waitFor()).as(out + err).isEqualTo(status);
        return new String[] {out, err};
    }

    @Test
    void startsAGdbThatIsConnectedAndHasOurCommandsAndEndsWithIt() throws Exception {
        String[] said =
                gdb(0, "-ex", "continue", "-ex", "last zone->limits", "-ex", "when", "-ex", "show remotetimeout");

        assertThat(said[0])
                .contains("Greenhouse control", "71\t        to[i] = from[i];", "Old value = (const struct limits *)")
                .contains("step 1024450, branch 0", "Timeout limit to wait for target to respond is 60.");
        assertThat(said[1]).doesNotContain("hindsight: gdb on", "Exception");
    }

    @Test
    void whatIsTypedToTheGuestComesThroughGdb() throws Exception {
        String[] said = gdb(0, "-ex", "monitor input x\\n", "-ex", "monitor console", "-ex", "monitor input \\xzz");

        assertThat(said[0] + said[1]).contains("The guest has printed nothing yet.", "\\x needs hexadecimal digits.");
    }

    @Test
    void aScriptThatEndsWithACallOfTheGuestEndsWell() throws Exception {
        String[] said = gdb(0, "-ex", "break copy", "-ex", "continue", "-ex", "print length(from)");

        assertThat(said[0]).contains("$1 = 5");
        assertThat(said[1]).doesNotContain("internal to GDB");
    }

    @Test
    void aGdbThatIsNotThereIsOneSentence() throws Exception {
        String[] said = gdb(125, "--program", "no-such-gdb");

        assertThat(said[1]).contains("hindsight: gdb cannot be started: ", "Choose another with --program.");
        assertThat(said[1]).doesNotContain("\tat ");
    }
}
