package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import java.util.List;

/** One floating-point instruction in some environment; its result and fcsr are logged. */
record FloatCases(List<Op> ops) implements Cases {
    private static final int MODES = 5;
    private static final int DYNAMIC = 7;
    private static final int INEXACT = 1;
    /** Exponents and fractions at the edges of their ranges, of doubles, singles in a box, and halves in a box. */
    private static final long[] EXPONENTS = {0, 1, 0x3ff, 0x3fe, 0x400, 0x7fe, 0x7ff, 0x41d, 0x41e, 0x43d, 0x43e, 0x3cb
    };

    private static final long[] FRACTIONS = {0, 1, (1L << 52) - 1, 1L << 51, (1L << 51) + 1, (1L << 51) - 1};
    private static final long SINGLE_BOX = 0xffff_ffff_0000_0000L;
    private static final long HALF_BOX = 0xffff_ffff_ffff_0000L;

    @Override
    public void add(LoggingProgram to, Dice dice) {
        Op op = dice.of(ops);
        int control = dice.registerBut();
        int x = dice.registerBut(control);
        int a = dice.below(32);
        int b = dice.below(32);
        int c = dice.below(32);
        int rd = dice.below(32);
        to.begin().operand(control, environment(dice));
        to.code().csr(Op.CSRRW, 0, Csr.FCSR, control);
        to.floatOperand(a, number(dice)).floatOperand(b, number(dice)).floatOperand(c, number(dice));
        to.operand(x, dice.integer());
        switch (op.format()) {
            case FLOAD, FSTORE -> access(op, to, dice, x, a);
            case INTTOF, XTOF -> to.code().op(op, rd, x, 0, rounding(op, dice));
            case FTOINT, FTOX, FCOMPARE -> to.code().op(op, x, a, b, rounding(op, dice));
            default -> to.code().op(op, rd, a, b, rounding(op, dice) | c << 3);
        }
        to.log(x).logFloat(op.format().writesFloat() ? rd : a);
        to.code().csr(Op.CSRRS, control, Csr.FCSR, 0);
        to.log(control);
    }

    private static void access(Op op, LoggingProgram to, Dice dice, int x, int a) {
        int imm = dice.bits() << 20 >> 20;
        to.operand(x, LoggingProgram.BASE + LoggingProgram.SCRATCH + 4096 + dice.below(64) - imm);
        to.code().op(op, a, x, a, imm);
    }

    /** Now and then a mode that does not exist. */
    private static int environment(Dice dice) {
        int mode = dice.oneIn(16) ? dice.below(8) : dice.oneIn(2) ? 0 : dice.below(MODES);
        int flags = dice.oneIn(8) ? dice.below(32) : dice.below(2) * INEXACT;
        return mode << 5 | flags;
    }

    private static int rounding(Op op, Dice dice) {
        if (!op.format().rounds()) {
            return 0;
        }
        return dice.oneIn(16) ? dice.below(8) : dice.oneIn(3) ? dice.below(MODES) : DYNAMIC;
    }

    private static long number(Dice dice) {
        long sign = dice.oneIn(2) ? Long.MIN_VALUE : 0;
        return switch (dice.below(8)) {
            case 0 -> dice.integer();
            case 1 -> SINGLE_BOX | narrow(edge(dice) | sign, 8, 23);
            case 2 -> SINGLE_BOX | dice.integer();
            case 3 -> HALF_BOX | narrow(edge(dice) | sign, 5, 10);
            case 4 -> Double.doubleToRawLongBits(dice.integer()) | sign;
            case 5 -> (long) (0x3f0 + dice.below(32)) << 52 | dice.integer() >>> 12 | sign;
            case 6 -> SINGLE_BOX | Float.floatToRawIntBits(dice.integer());
            default -> edge(dice) | sign;
        };
    }

    private static long edge(Dice dice) {
        long exponent = EXPONENTS[dice.below(EXPONENTS.length)];
        long fraction = dice.oneIn(3) ? dice.integer() >>> 12 : FRACTIONS[dice.below(FRACTIONS.length)];
        return exponent << 52 | fraction;
    }

    /** The number of another format whose exponent and fraction have the same lowest, or highest, bits. */
    private static long narrow(long bits, int exponentBits, int fractionBits) {
        long exponent = bits >>> 52 & (1L << exponentBits) - 1;
        long fraction = (bits >>> 52 - fractionBits | bits & 3) & (1L << fractionBits) - 1;
        return bits >>> 63 << exponentBits + fractionBits | exponent << fractionBits | fraction;
    }
}
