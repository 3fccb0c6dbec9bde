package dev.hindsight.emulator.bus;

import dev.hindsight.emulator.machine.AccessKind;

/**
 * RAM as devices reach it by physical address, in the step of the access that started them. Whatever is not all in RAM is
 * an {@link AccessFault}.
 */
public final class Dma {
    private final Ram ram;
    private Observer observer = (kind, address, length) -> {};

    /** Hears of every access, after it was made. */
    @FunctionalInterface
    public interface Observer {
        void see(AccessKind kind, long address, int length);
    }

    public Dma(Ram ram) {
        this.ram = ram;
    }

    public void setObserver(Observer observer) {
        this.observer = observer;
    }

    /** Whether all of these bytes are in RAM. */
    public boolean contains(long address, long length) {
        return ram.contains(address, length);
    }

    /** Bytes of RAM. */
    public int size() {
        return ram.size();
    }

    /** Reads 1, 2, 4 or 8 bytes, zero-extended. */
    public long read(long address, int size) {
        long value = ram.read(offset(address, size), size);
        observer.see(AccessKind.READ, address, size);
        return value;
    }

    /** Writes 1, 2, 4 or 8 bytes. */
    public void write(long address, int size, long value) {
        ram.write(offset(address, size), size, value);
        observer.see(AccessKind.WRITE, address, size);
    }

    /** As {@link #read}, for a look that is no access. */
    public long peek(long address, int size) {
        return ram.read(offset(address, size), size);
    }

    /** Reads {@code length} bytes into {@code into} from its index {@code at} on. */
    public void read(long address, byte[] into, int at, int length) {
        System.arraycopy(ram.bytes(), offset(address, length), into, at, length);
        observer.see(AccessKind.READ, address, length);
    }

    /** Writes {@code length} bytes of {@code source} from its index {@code at} on; at least one. */
    public void write(long address, byte[] source, int at, int length) {
        ram.write(offset(address, length), source, at, length);
        observer.see(AccessKind.WRITE, address, length);
    }

    private int offset(long address, int length) {
        if (!ram.contains(address, length)) {
            throw new AccessFault(address);
        }
        return ram.offset(address);
    }
}
