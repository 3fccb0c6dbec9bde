package dev.hindsight.emulator.device;

import dev.hindsight.emulator.bus.Device;
import dev.hindsight.emulator.bus.PowerOff;
import dev.hindsight.emulator.state.StateVisitor;

/**
 * SiFive's test finisher: a write to its first word ends the guest with 0 (pass) or with the upper half (fail). A reset
 * request ends it too, with 0, as QEMU does with {@code -no-reboot}.
 */
public final class TestFinisher implements Device {
    private static final int PASS = 0x5555;
    private static final int FAIL = 0x3333;
    private static final int RESET = 0x7777;

    @Override
    public long read(int offset, int size) {
        return 0;
    }

    @Override
    public long peek(int offset, int size) {
        return 0;
    }

    @Override
    public void write(int offset, int size, long value) {
        int command = (int) value & 0xffff;
        if (offset == 0 && (command == PASS || command == RESET)) {
            throw new PowerOff(0);
        }
        if (offset == 0 && command == FAIL) {
            throw new PowerOff((int) value >>> 16);
        }
    }

    @Override
    public void visit(StateVisitor visitor) {}
}
