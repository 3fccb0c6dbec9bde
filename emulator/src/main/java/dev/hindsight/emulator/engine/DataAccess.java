package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Bus;
import dev.hindsight.emulator.bus.Mailbox;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Access;
import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;
import dev.hindsight.emulator.machine.AccessKind;
import java.util.function.LongUnaryOperator;

/** Every data access that is not a plain access to unguarded RAM. Clock and pc are exact when it is called. */
final class DataAccess {
    private final Ram ram;
    private final Bus bus;
    private final Watches watches;
    private final Reservations reservations;
    private Mailbox mailbox = Mailbox.NONE;
    private Hart hart;
    private AddressSpace space;
    private boolean attention;

    DataAccess(Ram ram, Bus bus, Watches watches, Reservations reservations, Hart hart, AddressSpace space) {
        this.ram = ram;
        this.bus = bus;
        this.watches = watches;
        this.reservations = reservations;
        this.hart = hart;
        this.space = space;
    }

    void setMailbox(Mailbox next) {
        mailbox = next;
    }

    /** From now on accesses are this hart's. */
    void setHart(Hart next, AddressSpace of) {
        hart = next;
        space = of;
    }

    /** Whether a device, a watch or a changed page table wants the board to look, since the last call. */
    boolean takeAttention() {
        boolean taken = attention;
        attention = false;
        return taken;
    }

    void drawAttention() {
        attention = true;
    }

    /** Loads 1, 2, 4 or 8 bytes, zero-extended. */
    long load(long address, int size) {
        int here = beforePageEnd(address, size);
        long first = space.data(address, here, Access.READ);
        if (here == size) {
            return loadPhysical(address, first, size);
        }
        long second = space.data(address + here, size - here, Access.READ);
        return loadPiece(address, first, here) | loadPiece(address + here, second, size - here) << 8 * here;
    }

    void store(long address, int size, long value) {
        int here = beforePageEnd(address, size);
        long first = space.data(address, here, Access.WRITE);
        if (here == size) {
            storePhysical(address, first, size, value);
            return;
        }
        long second = space.data(address + here, size - here, Access.WRITE);
        needRam(address, first, here, Access.WRITE);
        needRam(address + here, second, size - here, Access.WRITE);
        for (int i = 0; i < size; i++) {
            ram.write(ram.offset(i < here ? first + i : second + i - here), 1, value >>> 8 * i);
        }
        see(AccessKind.WRITE, first, here);
        see(AccessKind.WRITE, second, size - here);
    }

    /**
     * As {@link #store}, by a call to the host, which makes many in one step: what comes to a mailbox is no command, which
     * could end the guest in the middle of it.
     */
    void storeForCall(long address, int size, long value) {
        Mailbox own = mailbox;
        mailbox = Mailbox.NONE;
        try {
            store(address, size, value);
        } finally {
            mailbox = own;
        }
    }

    /** Where in RAM LR or SC works; traps unless it can: aligned, and in RAM. Devices cannot be reserved. */
    long atomic(long address, int size, boolean load) {
        long physical = aligned(address, size, load);
        if (!ram.contains(physical, size)) {
            throw new TrapException((load ? Access.READ : Access.WRITE).accessFault(), address);
        }
        return physical;
    }

    private long aligned(long address, int size, boolean load) {
        if ((address & size - 1) != 0) {
            throw new TrapException(load ? Cause.LOAD_MISALIGNED : Cause.STORE_MISALIGNED, address);
        }
        return space.data(address, size, load ? Access.READ : Access.WRITE);
    }

    /**
     * Makes what is there the result of {@code change}, in RAM or where a device takes a load and a store of this size;
     * returns what was there, sign-extended. What it cannot do traps as a store does. [Priv 1.12 §3.1.15]
     */
    long modify(long address, int size, LongUnaryOperator change) {
        long physical = aligned(address, size, false);
        if (ram.contains(physical, size)) {
            long old = loadAtomic(physical, size);
            storeAtomic(physical, size, change.applyAsLong(old));
            return old;
        }
        long old = loadForStore(address, physical, size);
        see(AccessKind.READ, physical, size);
        storeToDevice(address, physical, size, change.applyAsLong(old));
        see(AccessKind.WRITE, physical, size);
        return old;
    }

    private long loadForStore(long address, long physical, int size) {
        try {
            long value = bus.read(physical, size);
            return size == 8 ? value : (int) value;
        } catch (AccessFault fault) {
            throw new TrapException(Cause.STORE_ACCESS, address);
        }
    }

    /** Loads from a place that {@link #atomic} gave, sign-extended. */
    long loadAtomic(long physical, int size) {
        see(AccessKind.READ, physical, size);
        long value = ram.read(ram.offset(physical), size);
        return size == 8 ? value : (int) value;
    }

    void reserve(long physical, int size) {
        reservations.reserve(hart, physical, size);
    }

    void storeAtomic(long physical, int size, long value) {
        write(physical, size, value);
    }

    private void write(long physical, int size, long value) {
        boolean posts = mailbox.concerns(physical, size);
        if (posts) {
            mailbox.storing(physical, size, value);
        }
        ram.write(ram.offset(physical), size, value);
        see(AccessKind.WRITE, physical, size);
        if (posts) {
            mailbox.stored();
            attention = true;
        }
    }

    /** Somebody in the present step reads or writes these bytes of physical memory. */
    void see(AccessKind kind, long physical, int size) {
        if (kind == AccessKind.READ ? watches.wantReads() : watches.wantWrites()) {
            attention |= watches.see(kind, physical, size, hart);
        }
    }

    /** How many of the bytes lie in the first one's page; all of them where pages do not matter. */
    private int beforePageEnd(long address, int size) {
        int room = Ram.PAGE - ((int) address & Ram.PAGE - 1);
        return space.isDirect() ? size : Math.min(size, room);
    }

    private long loadPhysical(long address, long physical, int size) {
        long value = ram.contains(physical, size)
                ? ram.read(ram.offset(physical), size)
                : loadFromDevice(address, physical, size);
        see(AccessKind.READ, physical, size);
        return value;
    }

    private long loadPiece(long address, long physical, int size) {
        needRam(address, physical, size, Access.READ);
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | ram.read(ram.offset(physical + i), 1);
        }
        see(AccessKind.READ, physical, size);
        return value;
    }

    private void storePhysical(long address, long physical, int size, long value) {
        if (ram.contains(physical, size)) {
            write(physical, size, value);
        } else {
            storeToDevice(address, physical, size, value);
            see(AccessKind.WRITE, physical, size);
        }
    }

    private void needRam(long address, long physical, int size, Access access) {
        if (!ram.contains(physical, size)) {
            throw new TrapException(access.accessFault(), address);
        }
    }

    private long loadFromDevice(long address, long physical, int size) {
        try {
            attention |= !bus.readsQuietly(physical, size);
            return bus.read(physical, size);
        } catch (AccessFault fault) {
            throw new TrapException(Cause.LOAD_ACCESS, firstBad(address, physical));
        }
    }

    private void storeToDevice(long address, long physical, int size, long value) {
        try {
            attention = true;
            bus.write(physical, size, value);
        } catch (AccessFault fault) {
            throw new TrapException(Cause.STORE_ACCESS, firstBad(address, physical));
        }
    }

    /** An access that runs over the end of RAM faults at the first byte beyond. */
    private long firstBad(long address, long physical) {
        return ram.contains(physical, 1) ? address + (ram.base() + ram.size() - physical) : address;
    }
}
