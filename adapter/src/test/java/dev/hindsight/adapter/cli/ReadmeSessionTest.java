package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.cli.Readme.Example;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The sessions that README.md shows go as shown. {@code -Dgolden.update=true} writes what they are now. */
@Tag("tools")
class ReadmeSessionTest {
    private static final Readme README = Readme.read("README.md");

    @Test
    void gdbSaysWhatTheSessionsShow() throws Exception {
        String text = README.text();
        for (GdbBlock block : GdbBlock.in(README).toList()) {
            text = text.replace(block.text(), block.played());
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(README.path(), text);
        }
        assertThat(text).isEqualTo(README.text());
    }

    @Test
    void theDemoPrintsWhatIsShown() {
        List<Example> shown = README.examples().stream()
                .filter(example -> example.command().equals("./hindsight demo"))
                .filter(example -> !example.output().isEmpty())
                .toList();

        CommandRun run = CommandRun.of(Main::commandLine, "", "demo");

        assertThat(run.status()).isZero();
        assertThat(shown).hasSize(1);
        assertThat(withoutTimes(run.out())).isEqualTo(withoutTimes(shown.get(0).output()));
    }

    private static String withoutTimes(String text) {
        return text.replaceAll("\\([0-9.]+ ms\\)", "(ms)").strip();
    }
}
