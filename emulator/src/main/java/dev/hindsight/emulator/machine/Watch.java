package dev.hindsight.emulator.machine;

/**
 * A watched range of memory: {@code length} bytes at {@code address}, at least 1.
 *
 * @param read stop at reads of any of the bytes
 * @param write stop at writes to any of the bytes, whether or not they change
 */
public record Watch(long address, long length, boolean read, boolean write) {
    public Watch {
        if (length < 1 || !(read || write)) {
            throw new IllegalArgumentException("A watch covers at least one byte and one kind of access.");
        }
    }

    public static Watch write(long address, long length) {
        return new Watch(address, length, false, true);
    }

    /** Whether an access of {@code count} bytes at {@code start} touches this range. */
    public boolean covers(AccessKind kind, long start, int count) {
        boolean wanted = kind == AccessKind.READ ? read : write;
        return wanted && overlaps(start, count);
    }

    private boolean overlaps(long start, int count) {
        return Long.compareUnsigned(start - address, length) < 0 || Long.compareUnsigned(address - start, count) < 0;
    }
}
