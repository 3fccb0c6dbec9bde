package dev.hindsight.emulator;

import dev.hindsight.emulator.device.Disk;
import dev.hindsight.emulator.device.DiskImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A disk image in a file of the host, which is only ever read. */
final class HostDisk implements DiskImage {
    private final Path path;
    private final FileChannel file;
    private final long size;

    private HostDisk(Path path, FileChannel file, long size) {
        this.path = path;
        this.file = file;
        this.size = size;
    }

    /** The file stays open as long as the program runs. */
    static DiskImage open(Path path) {
        if (Files.isDirectory(path)) {
            throw new GuestException("%s is a directory, not a disk image.".formatted(path));
        }
        HostFile.requireFile(path);
        try {
            FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
            long size = file.size();
            if (size == 0 || size % Disk.SECTOR != 0) {
                file.close();
                throw new GuestException("%s has %d bytes: the size of a disk image must be a multiple of 512 bytes."
                        .formatted(path, size));
            }
            return new HostDisk(path, file, size);
        } catch (NoSuchFileException e) {
            throw new GuestException("%s does not exist.".formatted(path));
        } catch (IOException e) {
            throw new GuestException("%s cannot be read: %s.".formatted(path, e.getMessage()));
        }
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        ByteBuffer buffer = ByteBuffer.wrap(into, at, length);
        try {
            while (buffer.hasRemaining()) {
                if (file.read(buffer, offset + buffer.position() - at) < 0) {
                    throw new GuestException("%s became shorter while the guest was running.".formatted(path));
                }
            }
        } catch (IOException e) {
            throw new GuestException("%s cannot be read: %s.".formatted(path, e.getMessage()));
        }
    }
}
