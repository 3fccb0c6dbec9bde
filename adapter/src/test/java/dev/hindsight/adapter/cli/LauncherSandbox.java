package dev.hindsight.adapter.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A project that holds the real launcher and nothing else, with a fake JDK and a fake Maven, on a path with spaces and a
 * PATH of its own.
 */
final class LauncherSandbox {
    private static final List<String> COMMANDS =
            List.of("cat", "dirname", "find", "flock", "mkdir", "mv", "readlink", "sed", "touch");

    final Path root;
    final Path commands;
    final Path builds;

    LauncherSandbox(Path directory) throws IOException {
        root = Files.createDirectories(directory.resolve("a project"));
        commands = Files.createDirectories(directory.resolve("commands"));
        builds = directory.resolve("builds");
        for (String command : COMMANDS) {
            script(commands.resolve(command), "exec /usr/bin/" + command + " \"$@\"");
        }
        Files.copy(Path.of(System.getProperty("hindsight.root"), "hindsight"), launcher());
        Files.createDirectories(root.resolve(".mvn"));
        Files.createDirectories(root.resolve("adapter/src/main/java"));
        Files.writeString(root.resolve("pom.xml"), "<project/>");
        Files.writeString(root.resolve("adapter/pom.xml"), "<project/>");
        script(
                commands.resolve("mvn"),
                "echo built >>'" + builds + "'\n"
                        + "for word; do case $word in -Dhindsight.jar=*) echo jar >\"${word#*=}\";; esac; done");
    }

    Path launcher() {
        return root.resolve("hindsight");
    }

    /** A JDK whose java prints its arguments, one a line, and then its standard input. */
    Path jdk(String name, String version) throws IOException {
        Path home = Files.createDirectories(root.resolveSibling(name));
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"nobody\"\nJAVA_VERSION=\"" + version + "\"\n");
        script(home.resolve("bin/java"), "printf '%s\\n' \"$@\"; cat");
        script(home.resolve("bin/javac"), "exit 0");
        return home;
    }

    static void script(Path file, String body) throws IOException {
        Files.writeString(file, "#!/bin/bash\n" + body + "\n");
        file.toFile().setExecutable(true);
    }

    Run start(Map<String, String> environment, String input, String... arguments) throws Exception {
        return start(launcher(), environment, input, arguments);
    }

    Run start(Path launcher, Map<String, String> environment, String input, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("/usr/bin/bash", launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(commands.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", commands.toString());
        builder.environment().putAll(environment);
        return Run.of(builder.start(), input);
    }

    long builds() throws IOException {
        return Files.exists(builds) ? Files.readAllLines(builds).size() : 0;
    }

    /** What a process left behind. */
    record Run(int status, String out, String err) {
        static Run of(Process process, String input) throws Exception {
            CompletableFuture<String> err = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
            CompletableFuture<String> out = CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
            try (var stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException ended) {
                // a process that ended already reads nothing
            }
            return new Run(process.waitFor(), out.get(), err.get());
        }

        private static String text(InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
