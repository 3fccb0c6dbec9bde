package dev.hindsight.emulator.fp;

/** What an operation without a number as its result does. */
final class NaN {
    private NaN() {}

    /** The result of an operation that makes no sense. */
    static long invalid(FloatFormat format, Environment environment) {
        environment.raise(Environment.INVALID);
        return format.canonicalNaN();
    }

    /** The result where an operand is a NaN: a signalling one is an invalid operation. */
    static long of(FloatFormat format, long a, Environment environment) {
        return of(format, a, a, a, environment);
    }

    static long of(FloatFormat format, long a, long b, Environment environment) {
        return of(format, a, b, b, environment);
    }

    static long of(FloatFormat format, long a, long b, long c, Environment environment) {
        boolean signalling = format.isSignalling(a) || format.isSignalling(b) || format.isSignalling(c);
        return signalling ? invalid(format, environment) : format.canonicalNaN();
    }
}
