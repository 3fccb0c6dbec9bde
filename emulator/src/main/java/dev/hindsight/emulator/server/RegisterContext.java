package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.rtos.SavedRegisters;
import dev.hindsight.rsp.wire.RspException;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Where a thread's registers are at a moment: in its hart, or, of a task that does not run, where its kernel has put them.
 *
 * @param hart the one that runs the thread, or through which its memory is seen
 */
record RegisterContext(int hart, Optional<SavedRegisters> saved) {
    /** The register, of which {@code bytes} are asked for; empty if nobody knows it. */
    OptionalLong register(Inspector now, int number, int bytes) {
        return saved.isPresent() ? saved.get().read(now, hart, number, bytes) : now.register(hart, number);
    }

    /** What writes the register. */
    Input write(int number, long value, int bytes) {
        if (saved.isEmpty()) {
            return new Input.WriteRegister(hart, number, value);
        }
        long slot = saved.get()
                .slot(number)
                .orElseThrow(
                        () -> new RspException("This task is not running, and its RTOS did not save this register."));
        byte[] content = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            content[i] = (byte) (value >> i * Byte.SIZE);
        }
        return new Input.WriteMemory(hart, slot, Bytes.of(content));
    }
}
