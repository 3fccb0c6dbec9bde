package dev.hindsight.adapter.dap;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program and the files that it was compiled from, or was not. */
class SourceFilesTest {
    private static final Instant BUILT = Instant.parse("2026-01-01T12:00:00Z");

    @TempDir
    private Path folder;

    private Path elf;
    private Path source;

    @BeforeEach
    void copy() throws IOException {
        Path guest = Debugging.guest("calls-rv64-O0");
        elf = Files.copy(guest, folder.resolve("calls.elf"));
        source = Files.copy(guest.resolveSibling("calls.c"), folder.resolve("calls.c"));
        written(elf, 0);
        written(source, -10);
    }

    private static void written(Path file, long seconds) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(BUILT.plusSeconds(seconds)));
    }

    @Test
    void aProgramThatIsOlderThanItsSourceIsToldOnce() throws IOException {
        written(source, 60);
        Path start = Files.writeString(folder.resolve("start.S"), "");
        written(start, 61);
        assertThat(consoleOfASession())
                .containsOnlyOnce(
                        "calls.elf is older than its source %s; build it again, or lines and values may be wrong."
                                .formatted(start));
    }

    @Test
    void aProgramThatIsNewerThanTheSourcesThatThereAreIsFine() throws IOException {
        assertThat(consoleOfASession()).doesNotContain("older");
        written(source, 10); // as a checkout may leave them
        assertThat(consoleOfASession()).doesNotContain("older");
        Files.delete(source);
        assertThat(consoleOfASession()).doesNotContain("older");
    }

    private String consoleOfASession() {
        try (var debugging = launch(elf)) {
            debugging.client.request("configurationDone", Map.of());
            debugging.client.await("stopped");
            debugging.move("next");
            return debugging.output("console");
        }
    }

    @Test
    void aBreakpointThatIsNotBoundSaysWhy() throws IOException {
        Path stripped = Files.write(folder.resolve("stripped.elf"), withoutDebugSections());
        Path other =
                Files.writeString(Files.createDirectory(folder.resolve("lib")).resolve("calls.c"), "int other;\n");
        Path none = Files.writeString(folder.resolve("none.c"), "int none;\n");
        try (var debugging = launch(elf)) {
            assertThat(message(debugging, source, 5000)).isEqualTo("There is no code on or after this line.");
            assertThat(message(debugging, none, 1)).isEqualTo("calls.elf was not compiled from a file of this name.");
            assertThat(message(debugging, other, 1))
                    .isEqualTo("calls.elf was not compiled from this file, but from %s.".formatted(source));
            assertThat(bound(debugging, source, 33)).isTrue();
            assertThat(bound(debugging, Files.copy(source, folder.resolve("lib/copy")), 33))
                    .isFalse();
            Files.copy(source, other, StandardCopyOption.REPLACE_EXISTING);
            assertThat(bound(debugging, other, 33)).isTrue();
        }
        try (var debugging = launch(stripped)) {
            assertThat(message(debugging, source, 33))
                    .isEqualTo("stripped.elf has no debug information; compile with -g.");
        }
    }

    /** What strip would leave of the program, for whoever looks for its sections by their names. */
    private byte[] withoutDebugSections() throws IOException {
        return new String(Files.readAllBytes(elf), StandardCharsets.ISO_8859_1)
                .replace(".debug_", ".other_")
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Debugging launch(Path program) {
        return Debugging.launchProgram(program, Map.of());
    }

    private static String message(Debugging debugging, Path file, int line) {
        JsonObject answer = set(debugging, file, line);
        assertThat(answer.get("verified").getAsBoolean()).isFalse();
        return answer.get("message").getAsString();
    }

    private static boolean bound(Debugging debugging, Path file, int line) {
        return set(debugging, file, line).get("verified").getAsBoolean();
    }

    private static JsonObject set(Debugging debugging, Path file, int line) {
        List<JsonObject> answers = debugging.breakAt(file.toString(), line);
        return answers.get(0);
    }
}
