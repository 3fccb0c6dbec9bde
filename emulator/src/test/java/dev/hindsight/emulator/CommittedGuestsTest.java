package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ELFs in the repository are what their sources say, and know nothing of the machine that built them. */
@Tag("tools")
final class CommittedGuestsTest {
    private static final Path ROOT = Path.of(System.getProperty("hindsight.root"));
    private static final List<Path> FOLDERS = Stream.of(
                    "examples",
                    "examples/bench",
                    "emulator/src/test/guests",
                    "emulator/src/test/guests/kernels",
                    "emulator/src/main/resources/dev/hindsight/emulator/firmware")
            .map(ROOT::resolve)
            .toList();
    private static final List<String> SCRIPTS = List.of("examples/rebuild", "emulator/src/main/firmware/rebuild");
    /** What compiled the committed files; another version may choose other instructions. */
    private static final String COMPILER = "GCC: (12.2.0-14+deb12u1+11+b2) 12.2.0";

    @TempDir
    Path built;

    @Test
    void rebuildingGivesTheCommittedFiles() throws Exception {
        for (String script : SCRIPTS) {
            Process rebuild = new ProcessBuilder(ROOT.resolve(script).toString(), built.toString())
                    .redirectErrorStream(true)
                    .start();
            String said = new String(rebuild.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(rebuild.waitFor()).as(said).isZero();
        }
        for (Path committed : committedElfs()) {
            Path again = built.resolve(committed.getFileName());
            if (contains(again, COMPILER)) {
                assertThat(again).hasSameBinaryContentAs(committed);
            }
        }
        assertThat(elfsIn(built)).hasSameSizeAs(committedElfs());
    }

    @Test
    void noFileNamesTheFolderItWasBuiltIn() throws IOException {
        for (Path committed : committedElfs()) {
            assertThat(contains(committed, COMPILER)).as("%s", committed).isTrue();
            assertThat(text(committed)).as("%s", committed).doesNotContainPattern("\\x00/\\w+/");
        }
    }

    private static boolean contains(Path file, String part) throws IOException {
        return text(file).contains(part);
    }

    private static String text(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.ISO_8859_1);
    }

    private static List<Path> committedElfs() throws IOException {
        List<Path> all = new ArrayList<>();
        for (Path folder : FOLDERS) {
            all.addAll(elfsIn(folder));
        }
        return all;
    }

    private static List<Path> elfsIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".elf")).toList();
        }
    }
}
