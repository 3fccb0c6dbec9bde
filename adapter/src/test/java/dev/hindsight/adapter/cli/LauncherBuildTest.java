package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.cli.LauncherSandbox.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher with the real Maven, on a copy of the sources as a new user has them. */
@Tag("tools")
class LauncherBuildTest {
    private static final Path SOURCES = Path.of(System.getProperty("hindsight.root"));

    /** Whose code may be in the jar; THIRD-PARTY.md says under which licence. */
    private static final List<String> KNOWN = List.of(
            "dev/hindsight/",
            "com/google/errorprone/",
            "com/google/gson/",
            "net/fornwall/jelf/",
            "net/jpountz/",
            "org/eclipse/lsp4j/",
            "org/jspecify/",
            "org/slf4j/",
            "picocli/");

    @TempDir
    Path directory;

    @Test
    void aNewUserGetsARunningProgramThatIsBuiltOnce() throws Exception {
        Path root = copySources(directory.resolve("a clone"));

        Run first = run(root, "--version");
        Run second = run(root, "--version");

        assertThat(first.err()).contains("hindsight: built in");
        assertThat(second).as("builds nothing").isEqualTo(new Run(0, first.out(), ""));
        assertThat(second.out()).startsWith("hindsight ").hasLineCount(1);
        assertThat(run(root, "no-such-command").status()).isEqualTo(2);
        licencesAreInTheJar(root.resolve("adapter/target/hindsight.jar"));
    }

    private static void licencesAreInTheJar(Path file) throws IOException {
        try (JarFile jar = new JarFile(file.toFile())) {
            List<String> names = jar.stream().map(JarEntry::getName).toList();
            assertThat(names)
                    .contains(
                            "META-INF/LICENSE",
                            "META-INF/NOTICE",
                            "META-INF/THIRD-PARTY.md",
                            "META-INF/licenses/EPL-2.0.md");
            assertThat(names.stream()
                            .filter(name -> name.endsWith(".class"))
                            .map(name -> name.replaceFirst("META-INF/versions/[0-9]+/", ""))
                            .filter(name -> KNOWN.stream().noneMatch(name::startsWith)))
                    .as("classes of libraries that THIRD-PARTY.md does not know")
                    .isEmpty();
            String notices = new String(
                    jar.getInputStream(jar.getEntry("META-INF/THIRD-PARTY.md")).readAllBytes(), StandardCharsets.UTF_8);
            assertThat(notices).contains("lsp4j", "gson", "jelf", "picocli", "slf4j", "jspecify", "lz4");
        }
    }

    private static Run run(Path root, String... arguments) throws Exception {
        List<String> command = Stream.concat(Stream.of(root.resolve("hindsight").toString()), Stream.of(arguments))
                .toList();
        return Run.of(new ProcessBuilder(command).start(), "");
    }

    private static Path copySources(Path target) throws IOException {
        for (String part : List.of("hindsight", "pom.xml", ".mvn", "LICENSE", "NOTICE", "THIRD-PARTY.md", "licenses")) {
            copy(SOURCES.resolve(part), target.resolve(part));
        }
        for (String module : List.of("rsp-client", "emulator", "adapter")) {
            copy(SOURCES.resolve(module + "/pom.xml"), target.resolve(module + "/pom.xml"));
            copy(SOURCES.resolve(module + "/src/main"), target.resolve(module + "/src/main"));
        }
        copy(SOURCES.resolve("adapter/jvm.options"), target.resolve("adapter/jvm.options"));
        return target;
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = to.resolve(from.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
