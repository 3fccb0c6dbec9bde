package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.cli.DocPage.Example;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The sessions that README.md and docs/ show go as shown. {@code -Dgolden.update=true} writes what they are now. */
@Tag("tools")
class DocsSessionTest {
    @ParameterizedTest
    @MethodSource
    void gdbSaysWhatTheSessionsShow(DocPage page) throws Exception {
        String text = page.text();
        for (GdbBlock block : GdbBlock.in(page).toList()) {
            text = text.replace(block.text(), block.played());
        }
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(page.path(), text);
        }
        assertThat(text).isEqualTo(page.text());
    }

    static Stream<DocPage> gdbSaysWhatTheSessionsShow() {
        return DocPage.all().stream().filter(page -> GdbBlock.in(page).findAny().isPresent());
    }

    @Test
    void theDemoPrintsWhatIsShown() {
        List<Example> shown = DocPage.all().stream()
                .flatMap(page -> page.examples().stream())
                .filter(example -> example.command().equals("./hindsight demo"))
                .filter(example -> !example.output().isBlank())
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
