package dev.hindsight.emulator.device;

/** A disk as the guest has written it so far. All accesses lie within it. */
public interface Disk extends DiskImage {
    /** Bytes that guests read and write at once. */
    int SECTOR = 512;

    void write(long offset, byte[] source, int at, int length);
}
