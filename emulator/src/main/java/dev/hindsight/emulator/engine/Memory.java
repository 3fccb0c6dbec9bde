package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;
import dev.hindsight.emulator.machine.AccessKind;

/** Every data access that is not a plain access to unguarded RAM. Clock and pc are exact when it is called. */
public final class Memory {
    private final Ram ram;
    private final Bus bus;
    private final Watches watches;
    private final long addressMask;
    private boolean attention;

    Memory(Ram ram, Bus bus, Watches watches, int xlen) {
        this.ram = ram;
        this.bus = bus;
        this.watches = watches;
        this.addressMask = xlen == 64 ? -1 : 0xffff_ffffL;
    }

    /** Whether a device or a watch wants the board to look, since the last call. */
    public boolean takeAttention() {
        boolean taken = attention;
        attention = false;
        return taken;
    }

    public boolean isRam(long virtual, int size) {
        return ram.contains(virtual & addressMask, size);
    }

    /** Loads 1, 2, 4 or 8 bytes, zero-extended. */
    public long load(Hart hart, long virtual, int size) {
        long address = virtual & addressMask;
        long value = ram.contains(address, size) ? ram.read(ram.offset(address), size) : loadFromDevice(address, size);
        if (watches.wantReads()) {
            attention |= watches.see(AccessKind.READ, address, size, hart);
        }
        return value;
    }

    public void store(Hart hart, long virtual, int size, long value) {
        long address = virtual & addressMask;
        if (ram.contains(address, size)) {
            ram.write(ram.offset(address), size, value);
        } else {
            storeToDevice(address, size, value);
        }
        if (watches.wantWrites()) {
            attention |= watches.see(AccessKind.WRITE, address, size, hart);
        }
    }

    /** Traps unless an atomic can work there: aligned, and in RAM. */
    void checkAtomic(long virtual, int size, boolean load) {
        long address = virtual & addressMask;
        if ((address & size - 1) != 0) {
            throw new TrapException(load ? Cause.LOAD_MISALIGNED : Cause.STORE_MISALIGNED, virtual);
        }
        if (!ram.contains(address, size)) {
            throw new TrapException(load ? Cause.LOAD_ACCESS : Cause.STORE_ACCESS, virtual);
        }
    }

    /** What is in RAM, sign-extended; no access of the guest. */
    long peekSigned(long virtual, int size) {
        long value = ram.read(ram.offset(virtual & addressMask), size);
        return size == 8 ? value : (int) value;
    }

    private long loadFromDevice(long address, int size) {
        try {
            attention = true;
            return bus.read(address, size);
        } catch (AccessFault fault) {
            throw new TrapException(Cause.LOAD_ACCESS, firstBad(address));
        }
    }

    private void storeToDevice(long address, int size, long value) {
        try {
            attention = true;
            bus.write(address, size, value);
        } catch (AccessFault fault) {
            throw new TrapException(Cause.STORE_ACCESS, firstBad(address));
        }
    }

    /** An access that runs over the end of RAM faults at the first byte beyond. */
    private long firstBad(long address) {
        return ram.contains(address, 1) ? ram.base() + ram.size() : address;
    }
}
