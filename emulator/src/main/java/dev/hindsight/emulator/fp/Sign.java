package dev.hindsight.emulator.fp;

/** Operations that touch only the sign, and raise nothing even for signalling NaNs. [Unpriv 2.2 §11.7] */
public final class Sign {
    private Sign() {}

    /** FSGNJ: a with the sign of b. */
    public static long copy(FloatFormat format, long a, long b) {
        return format.magnitude(a) | b & format.signBit();
    }

    /** FSGNJN: a with the opposite of the sign of b. */
    public static long copyNegated(FloatFormat format, long a, long b) {
        return format.magnitude(a) | ~b & format.signBit();
    }

    /** FSGNJX: a, negated if b is negative. */
    public static long multiply(FloatFormat format, long a, long b) {
        return a ^ b & format.signBit();
    }

    public static long negate(FloatFormat format, long a) {
        return a ^ format.signBit();
    }
}
