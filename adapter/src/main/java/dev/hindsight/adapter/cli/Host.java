package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.HostMemory;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/** What the doctor asks of this computer. A test makes one up. */
interface Host {
    /** Where a program of this name is, if it is on the path. */
    Optional<Path> program(String name);

    /** What a command prints, both streams together; empty where it fails or takes too long. */
    Optional<String> output(List<String> command);

    /** Why no door can be opened on 127.0.0.1; empty where it can. */
    Optional<String> doorProblem();

    HostMemory memory();

    /** The computer itself. */
    final class Own implements Host {
        private static final int SECONDS = 20;

        @Override
        public Optional<Path> program(String name) {
            return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                    .flatMap(folder -> executable(folder, name).stream())
                    .findFirst();
        }

        private static Optional<Path> executable(String folder, String name) {
            try {
                Path path = Path.of(folder, name);
                return Files.isExecutable(path) && Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
            } catch (InvalidPathException e) {
                return Optional.empty();
            }
        }

        @Override
        public Optional<String> output(List<String> command) {
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectInput(
                                ProcessBuilder.Redirect.from(new File(File.separatorChar == '/' ? "/dev/null" : "NUL")))
                        .start();
                CompletableFuture<String> text = CompletableFuture.supplyAsync(() -> all(process.getInputStream()));
                try {
                    String printed = text.get(SECONDS, TimeUnit.SECONDS);
                    boolean done = process.waitFor(SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
                    return done ? Optional.of(printed) : Optional.empty();
                } finally {
                    process.destroyForcibly();
                }
            } catch (IOException | ExecutionException | TimeoutException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        private static String all(InputStream stream) {
            try (stream) {
                return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                return "";
            }
        }

        @Override
        public Optional<String> doorProblem() {
            try (ServerSocket door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of(String.valueOf(e.getMessage()));
            }
        }

        @Override
        public HostMemory memory() {
            return HostMemory.ofThisProcess();
        }
    }
}
