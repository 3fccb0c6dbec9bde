package dev.hindsight.emulator.isa;

import java.util.Locale;
import java.util.Optional;

/** The integer registers and pc, under all of their names and numbers. */
public enum Register {
    ZERO,
    RA,
    SP,
    GP,
    TP,
    T0,
    T1,
    T2,
    S0,
    S1,
    A0,
    A1,
    A2,
    A3,
    A4,
    A5,
    A6,
    A7,
    S2,
    S3,
    S4,
    S5,
    S6,
    S7,
    S8,
    S9,
    S10,
    S11,
    T3,
    T4,
    T5,
    T6,
    PC;

    /** As the ABI, gdb and objdump name it: {@code zero}, {@code ra}, … {@code pc}. */
    public String abi() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As gdb numbers it; x0 to x31 are 0 to 31, pc is 32. */
    public int gdb() {
        return ordinal();
    }

    /** As DWARF numbers it; empty for pc, which has no number there. [RISC-V DWARF, register numbers] */
    public Optional<Integer> dwarf() {
        return this == PC ? Optional.empty() : Optional.of(ordinal());
    }

    /** The register x0 to x31. */
    public static Register x(int number) {
        return values()[number & 31];
    }

    /** By its ABI name, {@code x0} to {@code x31}, {@code fp} or {@code pc}. */
    public static Optional<Register> named(String name) {
        if (name.equals("fp")) {
            return Optional.of(S0);
        }
        for (Register register : values()) {
            if (register.abi().equals(name) || register != PC && name.equals("x" + register.ordinal())) {
                return Optional.of(register);
            }
        }
        return Optional.empty();
    }
}
