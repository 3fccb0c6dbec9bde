package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;

/** One instruction from integer registers to an integer register. */
record CalculationCases(List<Op> ops) implements Cases {
    @Override
    public void add(LoggingProgram to, Dice dice) {
        Op op = dice.of(ops);
        int rd = dice.register();
        int rs1 = op.format() == OperandFormat.U ? 0 : dice.register();
        int rs2 = op.format() == OperandFormat.R ? dice.register() : 0;
        to.begin().operand(rs1, first(op, dice)).operand(rs2, dice.integer());
        to.code().op(op, rd, rs1, rs2, immediate(op, to.isa().xlen(), dice));
        to.log(rd);
    }

    /** QEMU 7.2 counts on into the upper word where the lower one is zero. [Bitmanip 1.0 §2.13] */
    private static long first(Op op, Dice dice) {
        long value = dice.integer();
        return op == Op.CTZW && (int) value == 0 ? 1 << 31 : value;
    }

    private static int immediate(Op op, int xlen, Dice dice) {
        return switch (op.format()) {
            case SHIFT -> dice.below(xlen);
            case SHIFTW -> dice.below(32);
            default -> dice.bits();
        };
    }
}
