package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.hart.Access;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;

/** The calling hart's RAM, for semihosting: its accesses are translated and watched as the hart's own. */
public final class HartMemory {
    private final Hart hart;
    private final DataAccess memory;
    private final AddressSpace space;
    private final Ram ram;

    HartMemory(Hart hart, DataAccess memory, AddressSpace space, Ram ram) {
        this.hart = hart;
        this.memory = memory;
        this.space = space;
        this.ram = ram;
    }

    /** {@link AccessFault} where there is no RAM. */
    public long read(long address, int size) {
        check(address, size);
        try {
            return memory.load(address, size);
        } catch (TrapException e) {
            throw new AccessFault(address);
        }
    }

    public void write(long address, int size, long value) {
        check(address, size);
        try {
            memory.storeForCall(address, size, value);
        } catch (TrapException e) {
            throw new AccessFault(address);
        }
    }

    /** As {@link #read}, but nobody sees it, and nothing changes. */
    public long peek(long address, int size) {
        long value = 0;
        for (int i = size - 1; i >= 0; i--) {
            value = value << 8 | ram.read(ram.offset(check(address + i, 1)), 1);
        }
        return value;
    }

    private long check(long address, int size) {
        long first = space.look(address, 1, Access.DEBUG, hart.dataMode());
        long last = space.look(address + size - 1, 1, Access.DEBUG, hart.dataMode());
        if (!ram.contains(first, 1) || !ram.contains(last, 1)) {
            throw new AccessFault(address);
        }
        return first;
    }
}
