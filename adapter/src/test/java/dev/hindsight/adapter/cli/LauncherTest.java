package dev.hindsight.adapter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.adapter.cli.LauncherSandbox.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher {@code ./hindsight} alone, with a fake JDK and a fake Maven. */
class LauncherTest {
    @TempDir
    Path directory;

    LauncherSandbox sandbox;
    Map<String, String> environment;

    @BeforeEach
    void layOut() throws Exception {
        sandbox = new LauncherSandbox(directory);
        environment = Map.of("JAVA_HOME", sandbox.jdk("jdk 17", "17.0.15").toString());
    }

    @Test
    void buildsAtTheFirstStartOnly() throws Exception {
        Run first = sandbox.start(environment, "");
        Run second = sandbox.start(environment, "");

        assertThat(first.err()).contains("hindsight: building").contains("hindsight: built in");
        assertThat(second.err()).isEmpty();
        assertThat(sandbox.builds()).isEqualTo(1);
    }

    @Test
    void twoFirstStartsAtOnceBuildOnce() throws Exception {
        CompletableFuture<Run> other = CompletableFuture.supplyAsync(this::start);
        Run run = start();

        assertThat(run.status()).isZero();
        assertThat(other.get().status()).isZero();
        assertThat(sandbox.builds()).isEqualTo(1);
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        sandbox.start(environment, "");
        Path source = Files.writeString(sandbox.root.resolve("adapter/src/main/java/A.java"), "class A {}");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        sandbox.start(environment, "");

        assertThat(sandbox.builds()).isEqualTo(2);
    }

    @Test
    void buildsAgainWhenASourceIsGone() throws Exception {
        Path sources = sandbox.root.resolve("adapter/src/main/java");
        Path source = Files.writeString(sources.resolve("A.java"), "class A {}");
        sandbox.start(environment, "");
        Files.delete(source);
        Files.setLastModifiedTime(sources, FileTime.from(Instant.now().plusSeconds(5)));
        sandbox.start(environment, "");

        assertThat(sandbox.builds()).isEqualTo(2);
    }

    @Test
    void standardStreamsBelongToTheProgram() throws Exception {
        Run run = sandbox.start(environment, "typed\n", "run", "a file.elf", "--no-pace");

        assertThat(run.out().lines())
                .startsWith("-Dhindsight.home=" + sandbox.root)
                .endsWith("run", "a file.elf", "--no-pace", "typed");
    }

    @Test
    void worksThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(directory.resolve("elsewhere"), sandbox.launcher());

        Run run = sandbox.start(link, environment, "", "--version");

        assertThat(run.out()).contains("-Dhindsight.home=" + sandbox.root).endsWith("--version\n");
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        Run run = sandbox.start(Map.of(), "");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err())
                .startsWith("hindsight: needs Java 17 or newer. Install one")
                .hasLineCount(1);
    }

    @Test
    void saysWhichJavaIsTooOld() throws Exception {
        Path old = sandbox.jdk("jdk8", "1.8.0_292");

        Run run = sandbox.start(Map.of("JAVA_HOME", old.toString()), "");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err()).contains("; " + old + "/bin/java is version 8.").hasLineCount(1);
    }

    @Test
    void takesJavaOfThePathWhereJavaHomeIsTooOld() throws Exception {
        Path old = sandbox.jdk("jdk11", "11.0.2");
        Path good = sandbox.jdk("jdk25", "25");
        String path = sandbox.commands + ":" + good.resolve("bin");

        Run run = sandbox.start(Map.of("JAVA_HOME", old.toString(), "PATH", path), "", "--version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).endsWith("--version\n");
    }

    @Test
    void aJavaThatCannotStartIsAFailureOfOursAndNotAGuestsStatus() throws Exception {
        Path home = sandbox.jdk("small jdk", "17.0.15");
        LauncherSandbox.script(home.resolve("bin/java"), "echo 'Too small maximum heap'; exit 1");

        Run run =
                sandbox.start(Map.of("JAVA_HOME", home.toString(), "JAVA_TOOL_OPTIONS", "-Xmx1m"), "", "run", "a.elf");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("Too small maximum heap\nhindsight: Java cannot start; its messages are above.");
    }

    @Test
    void optionsOfJavaChangeNothingWhereItStarts() throws Exception {
        environment = Map.of("JAVA_HOME", environment.get("JAVA_HOME"), "JAVA_TOOL_OPTIONS", "-Xmx1g");

        Run run = sandbox.start(environment, "typed\n", "run", "a.elf");

        assertThat(run.out()).startsWith("-Dhindsight.home=").endsWith("run\na.elf\ntyped\n");
    }

    @Test
    void saysThatMavenIsMissing() throws Exception {
        Files.delete(sandbox.commands.resolve("mvn"));

        Run run = sandbox.start(environment, "");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.err()).startsWith("hindsight: needs Maven").hasLineCount(1);
    }

    @Test
    void aFailedBuildShowsWhatMavenSaid() throws Exception {
        LauncherSandbox.script(sandbox.commands.resolve("mvn"), "echo '[ERROR] no such thing'; exit 1");

        Run run = sandbox.start(environment, "");

        assertThat(run.status()).isEqualTo(125);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("[ERROR] no such thing")
                .endsWith("the build failed; Maven's messages are above.\n");
    }

    private Run start() {
        try {
            return sandbox.start(environment, "");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
