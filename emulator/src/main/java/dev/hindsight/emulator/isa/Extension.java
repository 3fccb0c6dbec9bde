package dev.hindsight.emulator.isa;

/** The part of the specification that an instruction belongs to. */
public enum Extension {
    I,
    I64,
    M,
    M64,
    A,
    A64,
    ZICSR,
    ZIFENCEI,
    MACHINE;

    /** Whether a machine of this width has it. */
    public boolean exists(int xlen) {
        return xlen == 64 || !(this == I64 || this == M64 || this == A64);
    }
}
