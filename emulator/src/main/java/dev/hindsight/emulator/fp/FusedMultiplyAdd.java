package dev.hindsight.emulator.fp;

/** a × b + c with one rounding. Sums and products are the cases where a factor is one or c is nothing. */
public final class FusedMultiplyAdd {
    private FusedMultiplyAdd() {}

    public static long sum(FloatFormat format, long a, long b, Environment environment) {
        return of(format, a, format.one(), b, environment);
    }

    public static long difference(FloatFormat format, long a, long b, Environment environment) {
        return sum(format, a, Sign.negate(format, b), environment);
    }

    /** The zero that is added has the sign that a product of zero has. */
    public static long product(FloatFormat format, long a, long b, Environment environment) {
        return of(format, a, b, format.zero(format.isNegative(a ^ b)), environment);
    }

    public static long of(FloatFormat format, long a, long b, long c, Environment environment) {
        boolean negative = format.isNegative(a ^ b);
        boolean infinite = format.isInfinite(a) || format.isInfinite(b);
        if (infinite && (format.isZero(a) || format.isZero(b))) {
            return NaN.invalid(format, environment); // Even if c is a quiet NaN. [Unpriv 2.2 §11.6]
        }
        if (format.isNaN(a) || format.isNaN(b) || format.isNaN(c)) {
            return NaN.of(format, a, b, c, environment);
        }
        if (infinite) {
            boolean opposite = format.isInfinite(c) && format.isNegative(c) != negative;
            return opposite ? NaN.invalid(format, environment) : format.infinity(negative);
        }
        if (format.isInfinite(c)) {
            return c;
        }
        if (format.isZero(a) || format.isZero(b)) {
            return format.isZero(c) ? zeros(format, negative, format.isNegative(c), environment) : c;
        }
        return finite(format, a, b, c, environment);
    }

    /** Zeros of different signs make a positive one, a negative one when rounding down. [IEEE 754-2008 §6.3] */
    private static long zeros(FloatFormat format, boolean negative, boolean other, Environment environment) {
        return format.zero(negative == other ? negative : environment.rounding() == Rounding.RDN);
    }

    /**
     * The product has at most 106 bits, and c 53. In fields of 127 bits, the smaller one, shifted to stand under the other,
     * loses bits only where the difference cannot be small; then one bit stands for all that was lost.
     */
    private static long finite(FloatFormat format, long a, long b, long c, Environment environment) {
        boolean negative = format.isNegative(a ^ b);
        int exponent = format.exponent(a) + format.exponent(b) + 1;
        Wide product =
                Wide.product(format.significand(a), format.significand(b)).shiftRight(1);
        if (format.isZero(c)) {
            return round(format, negative, exponent, product, environment);
        }
        int difference = exponent - format.exponent(c);
        Wide addend = new Wide(format.significand(c), 0).shiftRight(1 + Math.max(0, difference));
        Wide shifted = product.shiftRight(Math.max(0, -difference));
        int common = Math.max(exponent, format.exponent(c));
        if (negative == format.isNegative(c)) {
            return round(format, negative, common, shifted.plus(addend), environment);
        }
        int order = shifted.compareTo(addend);
        if (order == 0) {
            return zeros(format, false, true, environment);
        }
        return order > 0
                ? round(format, negative, common, shifted.minus(addend), environment)
                : round(format, !negative, common, addend.minus(shifted), environment);
    }

    /** Bit 126 of the magnitude is worth 2^exponent. */
    private static long round(
            FloatFormat format, boolean negative, int exponent, Wide magnitude, Environment environment) {
        int zeros = magnitude.leadingZeros();
        return Rounder.round(format, negative, exponent + 1 - zeros, magnitude.top(zeros), environment);
    }
}
