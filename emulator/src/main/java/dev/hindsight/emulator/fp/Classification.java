package dev.hindsight.emulator.fp;

/** FCLASS: what kind of number it is, as one bit of ten. [Unpriv 2.2 §11.9] */
public final class Classification {
    private static final int SIGNALLING = 1 << 8;
    private static final int QUIET = 1 << 9;
    /** Of the eight bits from negative to positive infinity, the fourth and fifth are the zeros. */
    private static final int MIDDLE = 4;

    private Classification() {}

    public static int of(FloatFormat format, long bits) {
        if (format.isNaN(bits)) {
            return format.isSignalling(bits) ? SIGNALLING : QUIET;
        }
        int size = size(format, bits);
        return 1 << (format.isNegative(bits) ? MIDDLE - 1 - size : MIDDLE + size);
    }

    private static int size(FloatFormat format, long bits) {
        if (format.isInfinite(bits)) {
            return 3;
        }
        if (format.isZero(bits)) {
            return 0;
        }
        return format.isSubnormal(bits) ? 1 : 2;
    }
}
