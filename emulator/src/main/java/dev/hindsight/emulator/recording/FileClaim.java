package dev.hindsight.emulator.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A file that one recording is written to, and no other as long as the process lives. Nothing is overwritten: a recording
 * that is to be replaced stays until the new one, which is written beside it, is whole.
 */
final class FileClaim implements FileTarget {
    private static final String BESIDE = ".part";

    private final Path destination;
    private final Path path;
    private final FileHold file;
    private final Optional<FileHold> replaced;

    private FileClaim(Path destination, Path path, FileHold file, Optional<FileHold> replaced) {
        this.destination = destination;
        this.path = path;
        this.file = file;
        this.replaced = replaced;
    }

    /**
     * Throws {@link RecordingException} where that cannot be.
     *
     * @param replace whether it may take the place of a recording that is there
     */
    static FileClaim of(Path path, boolean replace) {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                return new FileClaim(path, path, FileHold.create(path), Optional.empty());
            }
            if (!Files.isRegularFile(path)) {
                throw new RecordingException("%s cannot be written: it is a %s."
                        .formatted(
                                path,
                                Files.isDirectory(path) ? "directory" : "pipe, a device or a broken link, not a file"));
            }
            if (!replace) {
                throw exists(path);
            }
            return beside(path.toRealPath());
        } catch (FileAlreadyExistsException e) {
            throw exists(path);
        } catch (NoSuchFileException e) {
            throw new RecordingException("%s cannot be written: its folder does not exist.".formatted(path));
        } catch (AccessDeniedException e) {
            throw new RecordingException("%s cannot be written: permission is denied.".formatted(path));
        } catch (IOException e) {
            throw new RecordingException("%s cannot be written: %s.".formatted(path, reason(e)));
        }
    }

    private static FileClaim beside(Path path) throws IOException {
        requireRecording(path);
        FileHold old = FileHold.open(path, StandardOpenOption.WRITE);
        try {
            Path part = path.resolveSibling(path.getFileName() + BESIDE);
            boolean left = Files.exists(part, LinkOption.NOFOLLOW_LINKS);
            if (left) {
                requireRecording(part);
            }
            FileHold file = left ? FileHold.open(part, StandardOpenOption.WRITE) : FileHold.create(part);
            file.channel().truncate(0);
            return new FileClaim(path, part, file, Optional.of(old));
        } catch (IOException | RuntimeException e) {
            old.close();
            throw e;
        }
    }

    private static RecordingException exists(Path path) {
        return FileHold.isTaken(path)
                ? FileHold.takenByAnother(path)
                : new RecordingException(
                        "%s exists already: choose another name, or replace it with --force.".formatted(path));
    }

    /** Whatever else was given that name by mistake is not to be lost. */
    private static void requireRecording(Path path) throws IOException {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || !isRecording(path)) {
            throw new RecordingException(
                    "%s exists and is not a recording: choose another name, or remove it first.".formatted(path));
        }
    }

    private static boolean isRecording(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
            ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(ChunkFrames.HEADER, file.size()));
            file.read(beginning);
            return beginning.capacity() == 0 || ChunkFrames.startsLike(beginning.array());
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            file.channel().write(bytes);
        }
    }

    @Override
    public void cutTo(long size) throws IOException {
        file.channel().truncate(size);
    }

    @Override
    public void complete() throws IOException {
        if (replaced.isPresent()) {
            file.channel().force(true);
            close();
            Files.move(path, destination, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Override
    public void discard() throws IOException {
        close();
        Files.deleteIfExists(path);
    }

    @Override
    public void close() throws IOException {
        file.close();
        if (replaced.isPresent()) {
            replaced.get().close();
        }
    }

    static String reason(IOException e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
