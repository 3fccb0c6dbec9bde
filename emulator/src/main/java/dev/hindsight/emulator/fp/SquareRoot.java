package dev.hindsight.emulator.fp;

/** The square root, bit by bit. */
public final class SquareRoot {
    private SquareRoot() {}

    public static long of(FloatFormat format, long a, Environment environment) {
        if (format.isNaN(a)) {
            return NaN.of(format, a, environment);
        }
        if (format.isZero(a)) {
            return a;
        }
        if (format.isNegative(a)) {
            return NaN.invalid(format, environment);
        }
        return format.isInfinite(a) ? a : finite(format, a, environment);
    }

    /** As by hand: two bits of the radicand and one of the root at a time. */
    private static long finite(FloatFormat format, long a, Environment environment) {
        int exponent = format.exponent(a);
        // With an even exponent, the two highest bits are those before the point.
        long radicand = (exponent & 1) == 0 ? format.significand(a) >>> 1 : format.significand(a);
        int bits = format.precision() + 2;
        long root = 0;
        long remainder = 0;
        for (int i = 0; i < bits; i++) {
            remainder = remainder << 2 | radicand >>> Long.SIZE - 2;
            radicand <<= 2;
            long trial = root << 2 | 1;
            root <<= 1;
            if (remainder >= trial) {
                remainder -= trial;
                root |= 1;
            }
        }
        long significand = root << Long.SIZE - bits | (remainder != 0 || radicand != 0 ? 1 : 0);
        return Rounder.round(format, false, exponent >> 1, significand, environment);
    }
}
