package dev.hindsight.emulator.fp;

/** The last act of every operation: an exact result becomes the nearest number that the format has. */
final class Rounder {
    private Rounder() {}

    /**
     * Rounds a number of magnitude significand × 2^(exponent - 63) and raises what that raises. Tininess is detected
     * after rounding. [Unpriv 2.2 §11.4]
     *
     * @param significand its highest bit is set; its lowest one stands for all bits that followed
     */
    static long round(FloatFormat format, boolean negative, int exponent, long significand, Environment environment) {
        int least = format.smallestExponent();
        boolean tiny = exponent < least && !reaches(format, negative, exponent, significand, environment.rounding());
        long shifted = exponent < least ? shiftRight(significand, least - exponent) : significand;
        int kept = format.precision();
        long units = shifted >>> Long.SIZE - kept;
        long rest = shifted << kept;
        if (environment.rounding().increments(negative, (units & 1) != 0, rest)) {
            units++;
        }
        // The hidden bit, or what a carry makes of it, adds one to the exponent.
        long below = (long) (Math.max(exponent, least) + format.bias() - 1) << kept - 1;
        long magnitude = below + units;
        if (exponent > format.bias() || magnitude >= format.infinity(false)) {
            return overflow(format, negative, environment);
        }
        if (rest != 0) {
            environment.raise(tiny ? Environment.INEXACT | Environment.UNDERFLOW : Environment.INEXACT);
        }
        return format.signed(negative, magnitude);
    }

    /** Shifts right, and lets the lowest bit stand for what falls out. */
    static long shiftRight(long value, int by) {
        if (by >= Long.SIZE) {
            return value != 0 ? 1 : 0;
        }
        return value >>> by | (value << -by != 0 && by != 0 ? 1 : 0);
    }

    /** Whether a number below the normal ones would become the first of them, were there no lowest exponent. */
    private static boolean reaches(
            FloatFormat format, boolean negative, int exponent, long significand, Rounding rounding) {
        long units = significand >>> Long.SIZE - format.precision();
        boolean carries = units == (1L << format.precision()) - 1;
        return exponent == format.smallestExponent() - 1
                && carries
                && rounding.increments(negative, true, significand << format.precision());
    }

    private static long overflow(FloatFormat format, boolean negative, Environment environment) {
        environment.raise(Environment.OVERFLOW | Environment.INEXACT);
        return environment.rounding().overflowsToInfinity(negative)
                ? format.infinity(negative)
                : format.largest(negative);
    }
}
