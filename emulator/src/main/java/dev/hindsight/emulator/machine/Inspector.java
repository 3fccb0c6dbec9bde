package dev.hindsight.emulator.machine;

import java.util.OptionalLong;

/**
 * Reads one moment of a machine, without side effects: a device register that pops when read does not pop here.
 *
 * <p>Registers have gdb's numbers for RISC-V: x0 to x31 are 0 to 31, pc is 32, f0 to f31 are 33 to 64, a CSR is 65 plus
 * its address, the privilege mode is {@link #PRIV}.
 */
public interface Inspector {
    int PC = 32;
    int F0 = 33;
    int CSR0 = 65;
    int PRIV = CSR0 + 4096;

    /**
     * The register, sign-extended from XLEN, or with zeros above a floating-point register of 32 bits; empty if this
     * machine has none of that number.
     */
    OptionalLong register(int hart, int number);

    default long pc(int hart) {
        return register(hart, PC).orElseThrow();
    }

    /** Which hart makes the next step. */
    int nextHart();

    /** Whether the hart sleeps until an interrupt. */
    default boolean waiting(int hart) {
        return false;
    }

    /** The physical address that {@code address} stands for in the hart's present mode; -1 if it stands for none. */
    default long physical(int hart, long address) {
        return address;
    }

    /** Memory as the hart would see it; short where it ends or cannot be read, empty if nothing can. */
    byte[] read(int hart, long address, int length);

    /** Whether a debugger may write these bytes (memory, not devices). */
    boolean writable(int hart, long address, int length);
}
