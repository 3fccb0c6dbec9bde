package dev.hindsight.emulator.engine;

/** What the instructions of Zba, Zbb, Zbc, Zbs and Zicond compute. [Bitmanip 1.0], [Zicond 1.0] */
final class BitManipulation {
    private static final long LOW = 0xffff_ffffL;
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

    private BitManipulation() {}

    /** {@code b} is rs2 or the immediate; codes {@link Opcode#ANDN} to {@link Opcode#BSETW}. */
    static long result(int code, long a, long b) {
        return switch (code) {
            case Opcode.ANDN -> a & ~b;
            case Opcode.ORN -> a | ~b;
            case Opcode.XNOR -> ~(a ^ b);
            case Opcode.MAX -> Math.max(a, b);
            case Opcode.MAXU -> Long.compareUnsigned(a, b) > 0 ? a : b;
            case Opcode.MIN -> Math.min(a, b);
            case Opcode.MINU -> Long.compareUnsigned(a, b) < 0 ? a : b;
            case Opcode.SEXT_B -> (byte) a;
            case Opcode.SEXT_H -> (short) a;
            case Opcode.ZEXT_H -> a & 0xffff;
            case Opcode.SLLI_UW -> (a & LOW) << b;
            case Opcode.CZERO_EQZ -> b == 0 ? 0 : a;
            case Opcode.CZERO_NEZ -> b == 0 ? a : 0;
            default -> code < Opcode.CLZW ? wide(code, a, b) : narrow(code, (int) a, (int) b);
        };
    }

    private static long wide(int code, long a, long b) {
        return switch (code) {
            case Opcode.CLZ -> Long.numberOfLeadingZeros(a);
            case Opcode.CTZ -> Long.numberOfTrailingZeros(a);
            case Opcode.CPOP -> Long.bitCount(a);
            case Opcode.ROL -> Long.rotateLeft(a, (int) b);
            case Opcode.ROR -> Long.rotateRight(a, (int) b);
            case Opcode.ORC_B -> fillBytes(a);
            case Opcode.REV8 -> Long.reverseBytes(a);
            case Opcode.CLMUL -> carrylessLow(a, b);
            case Opcode.CLMULH -> carrylessFrom63(a, b) >>> 1;
            case Opcode.CLMULR -> carrylessFrom63(a, b);
            case Opcode.BCLR -> a & ~(1L << b);
            case Opcode.BEXT -> a >>> b & 1;
            case Opcode.BINV -> a ^ 1L << b;
            default -> a | 1L << b;
        };
    }

    private static int narrow(int code, int a, int b) {
        return switch (code) {
            case Opcode.CLZW -> Integer.numberOfLeadingZeros(a);
            case Opcode.CTZW -> Integer.numberOfTrailingZeros(a);
            case Opcode.CPOPW -> Integer.bitCount(a);
            case Opcode.ROLW -> Integer.rotateLeft(a, b);
            case Opcode.RORW -> Integer.rotateRight(a, b);
            case Opcode.ORC_BW -> (int) fillBytes(a);
            case Opcode.REV8W -> Integer.reverseBytes(a);
            case Opcode.CLMULW -> (int) carrylessLow(a, b);
            case Opcode.CLMULHW -> (int) (carrylessLow(a & LOW, b & LOW) >>> 32);
            case Opcode.CLMULRW -> (int) (carrylessLow(a & LOW, b & LOW) >>> 31);
            case Opcode.BCLRW -> a & ~(1 << b);
            case Opcode.BEXTW -> a >>> b & 1;
            case Opcode.BINVW -> a ^ 1 << b;
            default -> a | 1 << b;
        };
    }

    /** Every byte that is not zero becomes 0xff. */
    private static long fillBytes(long a) {
        long folded = a | a >>> 4 & 0x0f0f_0f0f_0f0f_0f0fL;
        folded |= folded >>> 2 & 0x3333_3333_3333_3333L;
        folded |= folded >>> 1;
        return (folded & EVERY_BYTE) * 0xff;
    }

    /** Bits 63 to 0 of the product without carries. */
    private static long carrylessLow(long a, long b) {
        long product = 0;
        for (long rest = b; rest != 0; rest &= rest - 1) {
            product ^= a << Long.numberOfTrailingZeros(rest);
        }
        return product;
    }

    /** Bits 126 to 63 of it. */
    private static long carrylessFrom63(long a, long b) {
        long product = 0;
        for (long rest = b; rest != 0; rest &= rest - 1) {
            product ^= a >>> 63 - Long.numberOfTrailingZeros(rest);
        }
        return product;
    }
}
