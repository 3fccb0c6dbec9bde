package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;

/** What a debugger may write. */
final class Writing {
    private Writing() {}

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
