package dev.hindsight.emulator.elf;

import java.nio.ByteBuffer;

/**
 * One PT_LOAD program header.
 *
 * @param contents the bytes in the file (read-only, position 0 to limit {@code p_filesz})
 * @param memorySize at least the size of the contents; the rest of the memory is zero
 * @param headers how many bytes it begins with that are no program: the file's own headers, and the zeros between them and
 *     the first section
 */
public record Segment(
        long virtualAddress, long physicalAddress, ByteBuffer contents, long memorySize, int flags, int headers) {
    private static final int EXECUTABLE = 1;
    private static final int WRITABLE = 2;

    /** The bytes in the file, as a view of its own that the caller may read through. */
    @Override
    public ByteBuffer contents() {
        return contents.duplicate();
    }

    public int fileSize() {
        return contents.limit();
    }

    public boolean isExecutable() {
        return (flags & EXECUTABLE) != 0;
    }

    public boolean isWritable() {
        return (flags & WRITABLE) != 0;
    }
}
