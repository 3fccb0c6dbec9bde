package dev.hindsight.emulator.device;

/** A disk in memory. */
final class MemoryDisk implements Disk {
    final byte[] content;

    MemoryDisk(int sectors) {
        content = new byte[sectors * SECTOR];
    }

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public void read(long offset, byte[] into, int at, int length) {
        System.arraycopy(content, (int) offset, into, at, length);
    }

    @Override
    public void write(long offset, byte[] source, int at, int length) {
        System.arraycopy(source, at, content, (int) offset, length);
    }
}
