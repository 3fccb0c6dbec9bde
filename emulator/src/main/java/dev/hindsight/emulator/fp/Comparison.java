package dev.hindsight.emulator.fp;

/** Which of two numbers is the smaller one, and whether they are equal. */
public final class Comparison {
    private Comparison() {}

    /** FEQ: only a signalling NaN is an invalid operand. [Unpriv 2.2 §11.8] */
    public static boolean equal(FloatFormat format, long a, long b, Environment environment) {
        if (format.isNaN(a) || format.isNaN(b)) {
            raiseIfSignalling(format, a, b, environment);
            return false;
        }
        return order(format, a) == order(format, b);
    }

    /** FLT: any NaN is an invalid operand. [Unpriv 2.2 §11.8] */
    public static boolean less(FloatFormat format, long a, long b, Environment environment) {
        return ordered(format, a, b, environment) && order(format, a) < order(format, b);
    }

    /** FLE: any NaN is an invalid operand. [Unpriv 2.2 §11.8] */
    public static boolean lessOrEqual(FloatFormat format, long a, long b, Environment environment) {
        return ordered(format, a, b, environment) && order(format, a) <= order(format, b);
    }

    /** FMIN: minimumNumber of IEEE 754-2019, where -0 is less than +0 and a number wins over a NaN. */
    public static long minimum(FloatFormat format, long a, long b, Environment environment) {
        if (format.isNaN(a) || format.isNaN(b)) {
            return theNumber(format, a, b, environment);
        }
        return totalOrder(format, a) < totalOrder(format, b) ? a : b;
    }

    /** FMAX: maximumNumber of IEEE 754-2019. */
    public static long maximum(FloatFormat format, long a, long b, Environment environment) {
        if (format.isNaN(a) || format.isNaN(b)) {
            return theNumber(format, a, b, environment);
        }
        return totalOrder(format, a) > totalOrder(format, b) ? a : b;
    }

    private static long theNumber(FloatFormat format, long a, long b, Environment environment) {
        raiseIfSignalling(format, a, b, environment);
        if (format.isNaN(a)) {
            return format.isNaN(b) ? format.canonicalNaN() : b;
        }
        return a;
    }

    private static boolean ordered(FloatFormat format, long a, long b, Environment environment) {
        boolean ordered = !format.isNaN(a) && !format.isNaN(b);
        if (!ordered) {
            environment.raise(Environment.INVALID);
        }
        return ordered;
    }

    private static void raiseIfSignalling(FloatFormat format, long a, long b, Environment environment) {
        if (format.isSignalling(a) || format.isSignalling(b)) {
            environment.raise(Environment.INVALID);
        }
    }

    /** An integer that is ordered as the numbers are; both zeros are 0. */
    private static long order(FloatFormat format, long bits) {
        return format.isNegative(bits) ? -format.magnitude(bits) : format.magnitude(bits);
    }

    /** An integer that is ordered as the numbers are; -0 comes before +0. */
    private static long totalOrder(FloatFormat format, long bits) {
        return format.isNegative(bits) ? ~format.magnitude(bits) : format.magnitude(bits);
    }
}
