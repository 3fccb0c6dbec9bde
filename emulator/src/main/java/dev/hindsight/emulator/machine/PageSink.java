package dev.hindsight.emulator.machine;

/** Takes the pages of a snapshot, one after the other. */
@FunctionalInterface
public interface PageSink {
    int PAGE = 4096;

    /**
     * A page that is not as it was when the machine was made of zeros and of its disk images.
     *
     * @param memory 0 is RAM; then come the disks, in order
     * @param number its place, in pages
     * @param source holds its bytes from {@code from} on, only during this call
     */
    void page(int memory, int number, byte[] source, int from);
}
