package dev.hindsight.adapter.symbols;

import java.util.OptionalLong;

/**
 * The registers of one frame, by DWARF number: x0 to x31 are 0 to 31, f0 to f31 are 32 to 63, a CSR is 4096 plus its
 * address [RISC-V psABI, DWARF Register Numbers].
 */
public interface Registers {
    int RA = 1;
    int SP = 2;
    int FP = 8;
    int A0 = 10;
    int F0 = 32;
    int CSR0 = 4096;

    long pc();

    /** The value, zero- or sign-extended from the register's width; empty where it is unknown. */
    OptionalLong read(int number);
}
