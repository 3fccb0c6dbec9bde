package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.client.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SaveFolderTest {
    @TempDir
    private Path outside;

    private Path root;

    @BeforeEach
    void make() throws IOException {
        root = Files.createDirectory(outside.resolve("root")).toRealPath();
        Files.createDirectory(root.resolve("sub"));
        Files.writeString(root.resolve("taken"), "");
        Files.writeString(outside.resolve("secret"), "");
        Files.createSymbolicLink(root.resolve("away"), outside);
        Files.createSymbolicLink(root.resolve("here"), root.resolve("sub"));
        Files.createSymbolicLink(root.resolve("link"), outside.resolve("secret"));
        Files.createSymbolicLink(root.resolve("dangling"), outside.resolve("nothing"));
    }

    private Path place(String name) {
        return new SaveFolder(root).place(Path.of(name));
    }

    @Test
    void namesBelowItAreTakenByTheirRealPlace() {
        assertThat(place("a")).isEqualTo(root.resolve("a"));
        assertThat(place("sub/a b")).isEqualTo(root.resolve("sub/a b"));
        assertThat(place("sub/../a")).isEqualTo(root.resolve("a"));
        assertThat(place("here/a")).isEqualTo(root.resolve("sub/a"));
        assertThat(place(root + "/sub/a")).isEqualTo(root.resolve("sub/a"));
        assertThat(place("../root/a")).isEqualTo(root.resolve("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a", "sub/../../a", "away/a", "/tmp/a", "/a", "away/root/../a"})
    void namesOutsideOfItAreRefused(String name) {
        assertThatThrownBy(() -> place(name))
                .isInstanceOf(RefusedException.class)
                .hasMessage(
                        "%s is outside %s: choose a file inside that folder, or start Hindsight with --save-to DIR.",
                        name, root);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taken", "sub", "link", "dangling", "here"})
    void nothingThatIsThereIsWrittenOverOrFollowed(String name) {
        assertThatThrownBy(() -> place(name))
                .isInstanceOf(RefusedException.class)
                .hasMessage("%s exists already; choose another name.", root.resolve(name));
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "..", "/", "sub/.."})
    void aFileNeedsAName(String name) {
        assertThatThrownBy(() -> place(name))
                .isInstanceOf(RefusedException.class)
                .hasMessageEndingWith("is not a file name.");
    }

    @Test
    void aFolderThatIsNotThereIsASentence() {
        assertThatThrownBy(() -> place("no/such"))
                .isInstanceOf(RefusedException.class)
                .hasMessage("%s cannot be written: its folder does not exist.", root.resolve("no/such"));
    }
}
