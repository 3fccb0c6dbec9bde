package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;

/** Loads and stores, aligned or not, and some where nothing is. */
record MemoryCases(List<Op> ops) implements Cases {
    @Override
    public void add(LoggingProgram to, Dice dice) {
        Op op = dice.of(ops);
        int imm = dice.bits() << 20 >> 20;
        int base = dice.registerBut();
        long scratch = LoggingProgram.BASE + LoggingProgram.SCRATCH + 4096 + dice.below(256);
        to.begin().operand(base, (dice.oneIn(16) ? nowhere(op, to.isa().xlen(), dice) : scratch) - imm);
        if (op.format() == OperandFormat.STORE) {
            int source = dice.registerBut(base);
            to.operand(source, dice.integer());
            to.code().store(op, dice.oneIn(8) ? base : source, base, imm);
        } else {
            int rd = dice.oneIn(4) ? base : dice.register();
            to.code().i(op, rd, base, imm);
            to.log(rd);
        }
    }

    /** The end of RAM, or far beyond it; below RAM are devices, and above it QEMU has room for PCI. Stores over the end differ. */
    private static long nowhere(Op op, int xlen, Dice dice) {
        long end = LoggingProgram.BASE + Qemu.MEMORY;
        if (op.format() == OperandFormat.LOAD && dice.oneIn(2)) {
            return end - dice.below(8);
        }
        return (xlen == 64 ? dice.integer() | 1L << 40 : end + (dice.integer() & 0x3fff_ffff)) & -8;
    }
}
