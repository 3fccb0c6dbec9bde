package dev.hindsight.emulator.fp;

/** Numbers into other formats, into integers and back. [Unpriv 2.2 §11.7, §12.5] */
public final class Conversion {
    private Conversion() {}

    public static long convert(FloatFormat from, FloatFormat to, long bits, Environment environment) {
        boolean negative = from.isNegative(bits);
        if (from.isNaN(bits)) {
            if (from.isSignalling(bits)) {
                environment.raise(Environment.INVALID);
            }
            return to.canonicalNaN();
        }
        if (from.isInfinite(bits)) {
            return to.infinity(negative);
        }
        if (from.isZero(bits)) {
            return to.zero(negative);
        }
        return Rounder.round(to, negative, from.exponent(bits), from.significand(bits), environment);
    }

    /** The number nearest to what an integer register holds. */
    public static long fromInteger(IntegerType type, FloatFormat format, long register, Environment environment) {
        long value = type.value(register);
        boolean negative = type.signed() && value < 0;
        long magnitude = negative ? -value : value;
        if (magnitude == 0) {
            return format.zero(false);
        }
        int zeros = Long.numberOfLeadingZeros(magnitude);
        return Rounder.round(format, negative, Long.SIZE - 1 - zeros, magnitude << zeros, environment);
    }

    /** The integer nearest to a number, as a register holds it. What is beyond its range is invalid, but not inexact. */
    public static long toInteger(FloatFormat format, IntegerType type, long bits, Environment environment) {
        if (format.isNaN(bits)) {
            return invalid(type, false, environment);
        }
        boolean negative = format.isNegative(bits);
        if (format.isInfinite(bits) || !format.isZero(bits) && format.exponent(bits) >= Long.SIZE) {
            return invalid(type, negative, environment);
        }
        return format.isZero(bits)
                ? 0
                : round(type, negative, format.exponent(bits), format.significand(bits), environment);
    }

    private static long round(
            IntegerType type, boolean negative, int exponent, long significand, Environment environment) {
        int fractionBits = Long.SIZE - 1 - exponent;
        long magnitude = fractionBits < Long.SIZE ? significand >>> fractionBits : 0;
        long rest = rest(significand, fractionBits);
        if (environment.rounding().increments(negative, (magnitude & 1) != 0, rest)) {
            magnitude++;
        }
        // Doubles of 64 bits have no fraction, so that nothing carries out of the magnitude.
        if (!type.contains(negative, magnitude)) {
            return invalid(type, negative, environment);
        }
        if (rest != 0) {
            environment.raise(Environment.INEXACT);
        }
        return type.register(negative ? -magnitude : magnitude);
    }

    /** The fraction, its first bit in bit 63, its lowest one standing for all that follow. */
    private static long rest(long significand, int fractionBits) {
        if (fractionBits == 0) {
            return 0;
        }
        return fractionBits <= Long.SIZE
                ? significand << Long.SIZE - fractionBits
                : Rounder.shiftRight(significand, fractionBits - Long.SIZE);
    }

    private static long invalid(IntegerType type, boolean negative, Environment environment) {
        environment.raise(Environment.INVALID);
        return type.register(type.limit(negative));
    }
}
