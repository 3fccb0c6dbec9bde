package dev.hindsight.emulator;

import dev.hindsight.emulator.recording.GuestFile;
import dev.hindsight.emulator.recording.Recording;
import dev.hindsight.emulator.recording.RecordingException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that a recording was made of: where the user says, where they were, beside the recording, or inside it.
 * What is not the same, byte for byte, is refused. What was inside is unpacked until this is closed.
 */
final class RecordedFiles implements AutoCloseable {
    private final Recording recording;
    private final Path beside;
    private final MovedFiles moved;
    private final Map<String, List<Path>> found = new HashMap<>();
    private final List<Path> unpacked = new ArrayList<>();
    private @Nullable Path folder;

    private RecordedFiles(Recording recording, Path beside, MovedFiles moved) {
        this.recording = recording;
        this.beside = beside;
        this.moved = moved;
    }

    static RecordedFiles find(Recording recording, Path recordingPath, MovedFiles moved) {
        RecordedFiles files = new RecordedFiles(recording, recordingPath.toAbsolutePath(), moved);
        try {
            files.findAll();
            return files;
        } catch (RuntimeException e) {
            files.close();
            throw e;
        }
    }

    /** The {@code number}th file of a role. */
    Optional<Path> path(String role, int number) {
        List<Path> paths = found.getOrDefault(role, List.of());
        return number < paths.size() ? Optional.of(paths.get(number)) : Optional.empty();
    }

    private void findAll() {
        List<GuestFile> files = recording.manifest().files();
        for (int i = 0; i < files.size(); i++) {
            List<Path> paths = found.computeIfAbsent(files.get(i).role(), role -> new ArrayList<>());
            paths.add(find(i, files.get(i), moved.of(files.get(i).role(), paths.size())));
        }
    }

    private Path find(int number, GuestFile file, Optional<Path> given) {
        if (given.isPresent()) {
            if (!isSame(file, given.get())) {
                throw new GuestException(
                        ("%s is not the %s that was recorded: name the recorded file, %s (%,d bytes%s).")
                                .formatted(given.get(), file.role(), file.name(), file.size(), hash(file)));
            }
            return given.get();
        }
        List<Path> candidates = candidates(file);
        Optional<Path> same =
                candidates.stream().filter(path -> isSame(file, path)).findFirst();
        return same.orElseGet(() -> {
            if (!file.embedded()) {
                throw missing(file, candidates.stream().filter(Files::exists).findFirst());
            }
            return unpack(number, file);
        });
    }

    private static String hash(GuestFile file) {
        return file.sha256().map(sha -> ", SHA-256 " + sha).orElse("");
    }

    private List<Path> candidates(GuestFile file) {
        try {
            return List.of(Path.of(file.path()), beside.resolveSibling(file.name()));
        } catch (InvalidPathException e) { // a path of another system
            return List.of();
        }
    }

    private static boolean isSame(GuestFile file, Path path) {
        return Files.isRegularFile(path)
                && HostFile.size(path) == file.size()
                && file.sha256()
                        .map(hash -> hash.equals(GuestIdentity.sha256(path)))
                        .orElse(true);
    }

    private static GuestException missing(GuestFile file, Optional<Path> other) {
        String option = file.role().equals(GuestParts.PROGRAM) ? "" : "--" + file.role() + " ";
        String what = other.map(path -> path + " is not the file that was recorded: its content differs.")
                .orElse(file.path() + ", which the recording needs, does not exist.");
        return new GuestException("%s Name the recorded file (replay FILE %s%s), or record again with --embed."
                .formatted(what, option, file.name()));
    }

    private Path unpack(int number, GuestFile file) {
        try {
            if (folder == null) {
                folder = Files.createTempDirectory("hindsight");
            }
            Path subfolder = Files.createDirectory(folder.resolve(Integer.toString(number)));
            unpacked.add(subfolder);
            Path path = subfolder.resolve(file.name().isEmpty() ? file.role() : file.name());
            unpacked.add(path);
            try (OutputStream out = Files.newOutputStream(path)) {
                recording.content(number, piece -> write(piece, out));
            }
            if (!isSame(file, path)) {
                throw new RecordingException(
                        "The content of %s in the recording is incomplete.".formatted(file.name()));
            }
            return path;
        } catch (IOException e) {
            throw new GuestException("%s cannot be unpacked: %s.".formatted(file.name(), e.getMessage()));
        }
    }

    private static void write(byte[] piece, OutputStream to) {
        try {
            to.write(piece);
        } catch (IOException e) {
            throw new GuestException("The recording's files cannot be unpacked: %s.".formatted(e.getMessage()));
        }
    }

    @Override
    public void close() {
        List<Path> all = new ArrayList<>(unpacked);
        Collections.reverse(all);
        Stream.concat(all.stream(), Stream.ofNullable(folder)).forEach(RecordedFiles::delete);
    }

    private static void delete(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            // The system clears its temporary folder.
        }
    }
}
