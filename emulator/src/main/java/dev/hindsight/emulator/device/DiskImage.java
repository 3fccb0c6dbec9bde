package dev.hindsight.emulator.device;

/** What is on a disk before the guest writes to it. It never changes. */
public interface DiskImage {
    /** Bytes, a multiple of {@link Disk#SECTOR}. */
    long size();

    /** Reads {@code length} bytes, all within the image, into {@code into} from its index {@code at} on. */
    void read(long offset, byte[] into, int at, int length);
}
