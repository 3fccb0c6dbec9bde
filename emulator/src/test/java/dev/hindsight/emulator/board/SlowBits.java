package dev.hindsight.emulator.board;

import java.math.BigInteger;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/** The bit-manipulation instructions written down bit by bit, for slow and obvious comparison. */
final class SlowBits {
    private final int width;
    private final BigInteger a;
    private final BigInteger b;

    private SlowBits(int width, long a, long b) {
        this.width = width;
        this.a = unsigned(a, width);
        this.b = unsigned(b, width);
    }

    /** What a register of this width holds afterwards, sign-extended. */
    static long result(String mnemonic, int xlen, long a, long b) {
        boolean word = mnemonic.matches("(clz|ctz|cpop|rol|ror|rori)w");
        int width = word ? 32 : xlen;
        BigInteger result = new SlowBits(width, a, b).compute(word ? mnemonic.replace("w", "") : mnemonic);
        return signed(result, width).longValue();
    }

    private BigInteger compute(String mnemonic) {
        int shift = b.mod(BigInteger.valueOf(width)).intValue();
        BigInteger bit = BigInteger.ONE.shiftLeft(shift);
        BigInteger lowWord = unsigned(a.longValue(), 32);
        return switch (mnemonic) {
            case "sh1add" -> a.multiply(BigInteger.valueOf(2)).add(b);
            case "sh2add" -> a.multiply(BigInteger.valueOf(4)).add(b);
            case "sh3add" -> a.multiply(BigInteger.valueOf(8)).add(b);
            case "add.uw" -> lowWord.add(b);
            case "sh1add.uw" -> lowWord.multiply(BigInteger.valueOf(2)).add(b);
            case "sh2add.uw" -> lowWord.multiply(BigInteger.valueOf(4)).add(b);
            case "sh3add.uw" -> lowWord.multiply(BigInteger.valueOf(8)).add(b);
            case "slli.uw" -> lowWord.shiftLeft(shift);
            case "andn" -> bits(i -> a.testBit(i) && !b.testBit(i));
            case "orn" -> bits(i -> a.testBit(i) || !b.testBit(i));
            case "xnor" -> bits(i -> a.testBit(i) == b.testBit(i));
            case "clz" -> BigInteger.valueOf(width - a.bitLength());
            case "ctz" -> BigInteger.valueOf(a.signum() == 0 ? width : a.getLowestSetBit());
            case "cpop" -> BigInteger.valueOf(a.bitCount());
            case "max" -> signed(a, width).max(signed(b, width));
            case "maxu" -> a.max(b);
            case "min" -> signed(a, width).min(signed(b, width));
            case "minu" -> a.min(b);
            case "sext.b" -> signed(a, 8);
            case "sext.h" -> signed(a, 16);
            case "zext.h" -> unsigned(a.longValue(), 16);
            case "rol" -> bits(i -> a.testBit((i - shift + width) % width));
            case "ror", "rori" -> bits(i -> a.testBit((i + shift) % width));
            case "orc.b" -> bits(i -> IntStream.range(i & -8, (i & -8) + 8).anyMatch(a::testBit));
            case "rev8" -> bits(i -> a.testBit((width / 8 - 1 - i / 8) * 8 + i % 8));
            case "clmul" -> carryless();
            case "clmulh" -> carryless().shiftRight(width);
            case "clmulr" -> carryless().shiftRight(width - 1);
            case "bclr", "bclri" -> a.andNot(bit);
            case "bext", "bexti" -> a.shiftRight(shift).and(BigInteger.ONE);
            case "binv", "binvi" -> a.xor(bit);
            case "bset", "bseti" -> a.or(bit);
            case "czero.eqz" -> b.signum() == 0 ? BigInteger.ZERO : a;
            case "czero.nez" -> b.signum() == 0 ? a : BigInteger.ZERO;
            default -> throw new IllegalArgumentException(mnemonic);
        };
    }

    private BigInteger bits(IntPredicate set) {
        return IntStream.range(0, width)
                .filter(set)
                .mapToObj(BigInteger.ONE::shiftLeft)
                .reduce(BigInteger.ZERO, BigInteger::or);
    }

    private BigInteger carryless() {
        return IntStream.range(0, width)
                .filter(b::testBit)
                .mapToObj(a::shiftLeft)
                .reduce(BigInteger.ZERO, BigInteger::xor);
    }

    private static BigInteger unsigned(long value, int width) {
        return BigInteger.valueOf(value).and(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
    }

    private static BigInteger signed(BigInteger value, int width) {
        BigInteger low = value.and(BigInteger.ONE.shiftLeft(width).subtract(BigInteger.ONE));
        return low.testBit(width - 1) ? low.subtract(BigInteger.ONE.shiftLeft(width)) : low;
    }
}
