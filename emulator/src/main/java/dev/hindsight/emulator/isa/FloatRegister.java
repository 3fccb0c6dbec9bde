package dev.hindsight.emulator.isa;

import java.util.Locale;
import java.util.Optional;

/** The floating-point registers f0 to f31, under all of their names and numbers. */
public enum FloatRegister {
    FT0,
    FT1,
    FT2,
    FT3,
    FT4,
    FT5,
    FT6,
    FT7,
    FS0,
    FS1,
    FA0,
    FA1,
    FA2,
    FA3,
    FA4,
    FA5,
    FA6,
    FA7,
    FS2,
    FS3,
    FS4,
    FS5,
    FS6,
    FS7,
    FS8,
    FS9,
    FS10,
    FS11,
    FT8,
    FT9,
    FT10,
    FT11;

    private static final int GDB = 33;
    private static final int DWARF = 32;

    /** As the ABI, gdb and objdump name it: {@code ft0}, {@code fs0}, … {@code ft11}. */
    public String abi() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As gdb numbers it. */
    public int gdb() {
        return GDB + ordinal();
    }

    /** [RISC-V DWARF, register numbers] */
    public int dwarf() {
        return DWARF + ordinal();
    }

    /** The register f0 to f31. */
    public static FloatRegister f(int number) {
        return values()[number & 31];
    }

    /** By its ABI name, or {@code f0} to {@code f31}. */
    public static Optional<FloatRegister> named(String name) {
        for (FloatRegister register : values()) {
            if (register.abi().equals(name) || name.equals("f" + register.ordinal())) {
                return Optional.of(register);
            }
        }
        return Optional.empty();
    }
}
