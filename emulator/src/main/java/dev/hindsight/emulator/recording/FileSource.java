package dev.hindsight.emulator.recording;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A recording in a file of the host. What is appended after it was opened is not seen. */
final class FileSource implements Source {
    private final Path path;
    private final FileChannel file;
    private final long size;

    private FileSource(Path path, FileChannel file, long size) {
        this.path = path;
        this.file = file;
        this.size = size;
    }

    static FileSource open(Path path) {
        if (Files.isDirectory(path)) {
            throw new RecordingException("%s is a directory, not a recording.".formatted(path));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // To open a pipe is to wait until somebody writes.
            throw new RecordingException(
                    "%s is a pipe or a device, not a recording: copy it into a file first.".formatted(path));
        }
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            return new FileSource(path, file, file.size());
        } catch (NoSuchFileException e) {
            throw new RecordingException("%s does not exist.".formatted(path));
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public byte[] read(long offset, int count) {
        ByteBuffer buffer = ByteBuffer.allocate(count);
        try {
            while (buffer.hasRemaining()) {
                if (file.read(buffer, offset + buffer.position()) < 0) {
                    throw new RecordingException("%s became shorter while it was being read.".formatted(path));
                }
            }
            return buffer.array();
        } catch (IOException e) {
            throw failure(path, e);
        }
    }

    private static RecordingException failure(Path path, IOException e) {
        return new RecordingException("%s cannot be read: %s.".formatted(path, e.getMessage()));
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException e) {
            // It was only read.
        }
    }
}
