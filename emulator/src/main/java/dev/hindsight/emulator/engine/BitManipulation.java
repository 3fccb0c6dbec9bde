package dev.hindsight.emulator.engine;

/** What the instructions of Zba, Zbb, Zbc, Zbs and Zicond compute. [Bitmanip 1.0], [Zicond 1.0] */
final class BitManipulation {
    private static final long LOW = 0xffff_ffffL;
    private static final long EVERY_BYTE = 0x0101_0101_0101_0101L;

    private BitManipulation() {}

    /** {@code b} is rs2 or the immediate; codes {@link Code#ANDN} to {@link Code#BSETW}. */
    static long result(int code, long a, long b) {
        return switch (code) {
            case Code.ANDN -> a & ~b;
            case Code.ORN -> a | ~b;
            case Code.XNOR -> ~(a ^ b);
            case Code.MAX -> Math.max(a, b);
            case Code.MAXU -> Long.compareUnsigned(a, b) > 0 ? a : b;
            case Code.MIN -> Math.min(a, b);
            case Code.MINU -> Long.compareUnsigned(a, b) < 0 ? a : b;
            case Code.SEXT_B -> (byte) a;
            case Code.SEXT_H -> (short) a;
            case Code.ZEXT_H -> a & 0xffff;
            case Code.SLLI_UW -> (a & LOW) << b;
            case Code.CZERO_EQZ -> b == 0 ? 0 : a;
            case Code.CZERO_NEZ -> b == 0 ? a : 0;
            default -> code < Code.CLZW ? wide(code, a, b) : narrow(code, (int) a, (int) b);
        };
    }

    private static long wide(int code, long a, long b) {
        return switch (code) {
            case Code.CLZ -> Long.numberOfLeadingZeros(a);
            case Code.CTZ -> Long.numberOfTrailingZeros(a);
            case Code.CPOP -> Long.bitCount(a);
            case Code.ROL -> Long.rotateLeft(a, (int) b);
            case Code.ROR -> Long.rotateRight(a, (int) b);
            case Code.ORC_B -> fillBytes(a);
            case Code.REV8 -> Long.reverseBytes(a);
            case Code.CLMUL -> carrylessLow(a, b);
            case Code.CLMULH -> carrylessFrom63(a, b) >>> 1;
            case Code.CLMULR -> carrylessFrom63(a, b);
            case Code.BCLR -> a & ~(1L << b);
            case Code.BEXT -> a >>> b & 1;
            case Code.BINV -> a ^ 1L << b;
            default -> a | 1L << b;
        };
    }

    private static int narrow(int code, int a, int b) {
        return switch (code) {
            case Code.CLZW -> Integer.numberOfLeadingZeros(a);
            case Code.CTZW -> Integer.numberOfTrailingZeros(a);
            case Code.CPOPW -> Integer.bitCount(a);
            case Code.ROLW -> Integer.rotateLeft(a, b);
            case Code.RORW -> Integer.rotateRight(a, b);
            case Code.ORC_BW -> (int) fillBytes(a);
            case Code.REV8W -> Integer.reverseBytes(a);
            case Code.CLMULW -> (int) carrylessLow(a, b);
            case Code.CLMULHW -> (int) (carrylessLow(a & LOW, b & LOW) >>> 32);
            case Code.CLMULRW -> (int) (carrylessLow(a & LOW, b & LOW) >>> 31);
            case Code.BCLRW -> a & ~(1 << b);
            case Code.BEXTW -> a >>> b & 1;
            case Code.BINVW -> a ^ 1 << b;
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
