package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.device.Semihosting;
import dev.hindsight.emulator.engine.Memory;
import dev.hindsight.emulator.hart.Hart;

/** The calling hart's RAM, for semihosting: its accesses are watched as the hart's own. */
final class CallMemory implements Semihosting.Memory {
    private final Hart hart;
    private final Memory memory;

    CallMemory(Hart hart, Memory memory) {
        this.hart = hart;
        this.memory = memory;
    }

    @Override
    public long read(long address, int size) {
        check(address, size);
        return memory.load(hart, address, size);
    }

    @Override
    public void write(long address, int size, long value) {
        check(address, size);
        memory.store(hart, address, size, value);
    }

    @Override
    public int word() {
        return hart.xlen() / 8;
    }

    private void check(long address, int size) {
        if (!memory.isRam(address, size)) {
            throw new AccessFault(address);
        }
    }
}
