package dev.hindsight.emulator.machine;

/**
 * A watched range of memory: {@code length} bytes at {@code address}, at least 1.
 *
 * @param physical where {@code address} is in physical memory; the bytes there are what is watched
 *
 * @param read stop at reads of any of the bytes
 * @param write stop at writes to any of the bytes
 * @param onlyChanges only writes that make the bytes of this range other ones count; of devices' registers, all do
 */
public record Watch(long address, long length, boolean read, boolean write, boolean onlyChanges, long physical) {
    public Watch {
        if (length < 1 || !(read || write)) {
            throw new IllegalArgumentException("A watch covers at least one byte and one kind of access.");
        }
    }

    /** For a machine that does not translate addresses. */
    public Watch(long address, long length, boolean read, boolean write) {
        this(address, length, read, write, false, address);
    }

    public static Watch write(long address, long length) {
        return new Watch(address, length, false, true);
    }

    /** Writes that change something. */
    public static Watch change(long address, long length) {
        return new Watch(address, length, false, true, true, address);
    }

    /** A part of it, or more than it: the same kind of watch elsewhere. */
    Watch at(long start, long count, long place) {
        return new Watch(start, count, read, write, onlyChanges, place);
    }

    /** Whether an access of {@code count} bytes at {@code start}, a physical address, touches this range. */
    public boolean coversPhysical(AccessKind kind, long start, int count) {
        return wants(kind) && overlap(start, count, physical);
    }

    /** Whether an access of {@code count} bytes at {@code start} touches this range. */
    public boolean covers(AccessKind kind, long start, int count) {
        return wants(kind) && overlap(start, count, address);
    }

    private boolean wants(AccessKind kind) {
        return kind == AccessKind.READ ? read : write;
    }

    private boolean overlap(long start, int count, long first) {
        return Long.compareUnsigned(start - first, length) < 0 || Long.compareUnsigned(first - start, count) < 0;
    }
}
