package dev.hindsight.emulator.board;

import dev.hindsight.emulator.device.Semihosting;
import dev.hindsight.emulator.engine.HartMemory;

/** The calling hart's memory, for semihosting. */
record CallMemory(HartMemory memory, int word) implements Semihosting.Memory {
    @Override
    public long read(long address, int size) {
        return memory.read(address, size);
    }

    @Override
    public long peek(long address, int size) {
        return memory.peek(address, size);
    }

    @Override
    public void write(long address, int size, long value) {
        memory.write(address, size, value);
    }
}
