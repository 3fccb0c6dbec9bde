package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;

/** What a debugger may write. */
final class Writing {
    private Writing() {}

    /** Whether {@code input} makes a difference: a debugger that puts back what is there writes no history. */
    static boolean changes(Input input, Inspector now, int xlen) {
        if (input instanceof Input.WriteMemory write) {
            int length = write.bytes().length();
            return !Bytes.of(now.read(write.hart(), write.address(), length)).equals(write.bytes());
        }
        if (input instanceof Input.WriteRegister write) {
            long present = now.register(write.hart(), write.number()).orElseThrow();
            boolean wide = xlen == 64 || isFloat(write.number());
            return wide ? present != write.value() : (int) present != (int) write.value();
        }
        return true;
    }

    private static boolean isFloat(int register) {
        return register >= Inspector.F0 && register < Inspector.CSR0;
    }

    /** Throws {@link SessionException} where {@code input} cannot be written at {@code now}. */
    static void check(Input input, Inspector now) {
        if (input instanceof Input.WriteMemory write
                && !now.writable(write.hart(), write.address(), write.bytes().length())) {
            throw new SessionException(String.format("Memory at 0x%x cannot be written.", write.address()));
        }
        if (input instanceof Input.WriteRegister write
                && now.register(write.hart(), write.number()).isEmpty()) {
            throw new SessionException("There is no register with number " + write.number() + ".");
        }
    }
}
