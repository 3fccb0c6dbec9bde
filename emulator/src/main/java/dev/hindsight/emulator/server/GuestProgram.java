package dev.hindsight.emulator.server;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The ELF that the guest runs: the only file of this host that a debugger may ask for, so that it finds the symbols. */
final class GuestProgram {
    private static final byte[] MAGIC = {0x7f, 'E', 'L', 'F'};

    private final Path path;

    private GuestProgram(Path path) {
        this.path = path;
    }

    /** The first of the guest's files that is an ELF. */
    static Optional<GuestProgram> among(List<Path> code) {
        return code.stream()
                .map(path -> new GuestProgram(path.toAbsolutePath().normalize()))
                .filter(GuestProgram::isElf)
                .findFirst();
    }

    private boolean isElf() {
        try {
            return Arrays.equals(read(0, MAGIC.length), MAGIC);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** As packets carry it, one char a byte. */
    String name() {
        return new String(path.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    long size() throws IOException {
        return Files.size(path);
    }

    /** What is there of so many bytes from {@code offset}. */
    byte[] read(long offset, int length) throws IOException {
        try (FileChannel file = FileChannel.open(path)) {
            ByteBuffer bytes = ByteBuffer.allocate((int) Math.max(0, Math.min(length, file.size() - offset)));
            while (bytes.hasRemaining() && file.read(bytes, offset + bytes.position()) >= 0) {
                // A file may give less at a time than was asked for.
            }
            return Arrays.copyOf(bytes.array(), bytes.position());
        }
    }
}
