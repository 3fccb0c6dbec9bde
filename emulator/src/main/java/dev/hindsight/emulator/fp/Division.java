package dev.hindsight.emulator.fp;

/** a / b. */
public final class Division {
    /** So many bits of a quotient at once that a remainder of 53 bits does not reach the sign. */
    private static final int DIGIT = 10;

    private static final int DIGITS = 6;

    private Division() {}

    public static long of(FloatFormat format, long a, long b, Environment environment) {
        boolean negative = format.isNegative(a ^ b);
        if (format.isNaN(a) || format.isNaN(b)) {
            return NaN.of(format, a, b, environment);
        }
        boolean invalid = format.isInfinite(a) ? format.isInfinite(b) : format.isZero(a) && format.isZero(b);
        if (invalid) {
            return NaN.invalid(format, environment);
        }
        if (format.isInfinite(a)) {
            return format.infinity(negative);
        }
        if (format.isInfinite(b) || format.isZero(a)) {
            return format.zero(negative);
        }
        if (format.isZero(b)) {
            environment.raise(Environment.DIVISION_BY_ZERO);
            return format.infinity(negative);
        }
        return finite(format, negative, a, b, environment);
    }

    /** One bit of the quotient before the point, 60 behind it, and one for the remainder. */
    private static long finite(FloatFormat format, boolean negative, long a, long b, Environment environment) {
        int exponent = format.exponent(a) - format.exponent(b);
        long divisor = format.significand(b) >>> Long.SIZE - FloatFormat.DOUBLE.precision();
        long remainder = format.significand(a) >>> Long.SIZE - FloatFormat.DOUBLE.precision();
        if (remainder < divisor) {
            exponent--;
            remainder <<= 1;
        }
        long quotient = 1;
        remainder -= divisor;
        for (int i = 0; i < DIGITS; i++) {
            remainder <<= DIGIT;
            quotient = quotient << DIGIT | remainder / divisor;
            remainder %= divisor;
        }
        long significand = quotient << Long.SIZE - 1 - DIGIT * DIGITS | (remainder != 0 ? 1 : 0);
        return Rounder.round(format, negative, exponent, significand, environment);
    }
}
