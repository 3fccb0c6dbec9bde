package dev.hindsight.emulator.isa;

/** On which widths of register an instruction exists. */
enum Width {
    ANY,
    RV32,
    RV64;

    boolean fits(int xlen) {
        return this == ANY || (this == RV64) == (xlen == 64);
    }
}
