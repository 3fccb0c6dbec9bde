package dev.hindsight.emulator.engine;

/** Division and high products as the specification wants them. [Unpriv 2.2 §7] */
final class Arithmetic {
    private static final long LOW = 0xffff_ffffL;

    private Arithmetic() {}

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

    /** The upper half of the double-width product; codes {@link Code#MULH} to {@link Code#MULHU32}. */
    static long high(int code, long a, long b) {
        return switch (code) {
            case Code.MULH -> Math.multiplyHigh(a, b);
            case Code.MULHSU -> Math.multiplyHigh(a, b) + (b >> 63 & a);
            case Code.MULHU -> Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
            case Code.MULH32 -> a * b >> 32;
            case Code.MULHSU32 -> a * (b & LOW) >> 32;
            default -> (a & LOW) * (b & LOW) >> 32;
        };
    }

    /** What an AMO writes; {@code code} counts from {@link Code#LR_W}. Operands are sign-extended. */
    static long atomic(int code, long memory, long operand) {
        return switch (code) {
            case Code.AMOSWAP_W -> operand;
            case Code.AMOADD_W -> memory + operand;
            case Code.AMOXOR_W -> memory ^ operand;
            case Code.AMOAND_W -> memory & operand;
            case Code.AMOOR_W -> memory | operand;
            case Code.AMOMIN_W -> Math.min(memory, operand);
            case Code.AMOMAX_W -> Math.max(memory, operand);
            case Code.AMOMINU_W -> Long.compareUnsigned(memory, operand) < 0 ? memory : operand;
            default -> Long.compareUnsigned(memory, operand) > 0 ? memory : operand;
        };
    }
}
