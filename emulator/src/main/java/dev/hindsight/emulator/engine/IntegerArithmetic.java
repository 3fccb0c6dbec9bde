package dev.hindsight.emulator.engine;

/** Division and high products as the specification wants them. [Unpriv 2.2 §7] */
final class IntegerArithmetic {
    private static final long LOW = 0xffff_ffffL;

    private IntegerArithmetic() {}

    static long div(long a, long b) {
        return b == 0 ? -1 : a / b;
    }

    static long divu(long a, long b) {
        return b == 0 ? -1 : Long.divideUnsigned(a, b);
    }

    static long rem(long a, long b) {
        return b == 0 ? a : a % b;
    }

    static long remu(long a, long b) {
        return b == 0 ? a : Long.remainderUnsigned(a, b);
    }

    static int divw(int a, int b) {
        return b == 0 ? -1 : a / b;
    }

    static int divuw(int a, int b) {
        return b == 0 ? -1 : Integer.divideUnsigned(a, b);
    }

    static int remw(int a, int b) {
        return b == 0 ? a : a % b;
    }

    static int remuw(int a, int b) {
        return b == 0 ? a : Integer.remainderUnsigned(a, b);
    }

    /** The upper half of the double-width product; codes {@link Opcode#MULH} to {@link Opcode#MULHU32}. */
    static long high(int code, long a, long b) {
        return switch (code) {
            case Opcode.MULH -> Math.multiplyHigh(a, b);
            case Opcode.MULHSU -> Math.multiplyHigh(a, b) + (b >> 63 & a);
            case Opcode.MULHU -> Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
            case Opcode.MULH32 -> a * b >> 32;
            case Opcode.MULHSU32 -> a * (b & LOW) >> 32;
            default -> (a & LOW) * (b & LOW) >> 32;
        };
    }

    /** What an AMO writes; {@code code} counts from {@link Opcode#LR_W}. Operands are sign-extended. */
    static long atomic(int code, long memory, long operand) {
        return switch (code) {
            case Opcode.AMOSWAP_W -> operand;
            case Opcode.AMOADD_W -> memory + operand;
            case Opcode.AMOXOR_W -> memory ^ operand;
            case Opcode.AMOAND_W -> memory & operand;
            case Opcode.AMOOR_W -> memory | operand;
            case Opcode.AMOMIN_W -> Math.min(memory, operand);
            case Opcode.AMOMAX_W -> Math.max(memory, operand);
            case Opcode.AMOMINU_W -> Long.compareUnsigned(memory, operand) < 0 ? memory : operand;
            default -> Long.compareUnsigned(memory, operand) > 0 ? memory : operand;
        };
    }
}
