package dev.hindsight.adapter.eval;

import dev.hindsight.emulator.machine.Bytes;

/** One change of the machine that an assignment asks for. */
public sealed interface Write {
    record ToMemory(long address, Bytes bytes) implements Write {}

    /** By DWARF number (see {@code Registers}), or {@link #PC}. */
    record ToRegister(int register, long value) implements Write {
        public static final int PC = -1;
    }
}
