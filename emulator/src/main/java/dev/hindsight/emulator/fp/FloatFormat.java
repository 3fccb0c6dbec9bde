package dev.hindsight.emulator.fp;

/** An interchange format of IEEE 754-2008 §3.4. Bits above its width are zero, except in a register: {@link #box}. */
public enum FloatFormat {
    HALF(16, 11),
    SINGLE(32, 24),
    DOUBLE(64, 53);

    private final int width;
    private final int precision;
    private final int bias;
    private final long signBit;
    private final long fractionMask;
    private final long infinity;

    FloatFormat(int width, int precision) {
        this.width = width;
        this.precision = precision;
        this.bias = (1 << width - precision - 1) - 1;
        this.signBit = 1L << width - 1;
        this.fractionMask = (1L << precision - 1) - 1;
        this.infinity = signBit - 1 & ~fractionMask;
    }

    public int width() {
        return width;
    }

    /** Bits of a significand, the hidden one included. */
    int precision() {
        return precision;
    }

    int bias() {
        return bias;
    }

    /** The exponent of the smallest normal number. */
    int smallestExponent() {
        return 1 - bias;
    }

    long signBit() {
        return signBit;
    }

    public boolean isNegative(long bits) {
        return (bits & signBit) != 0;
    }

    public boolean isNaN(long bits) {
        return magnitude(bits) > infinity;
    }

    public boolean isSignalling(long bits) {
        return isNaN(bits) && (bits & quietBit()) == 0;
    }

    public boolean isInfinite(long bits) {
        return magnitude(bits) == infinity;
    }

    public boolean isZero(long bits) {
        return magnitude(bits) == 0;
    }

    boolean isSubnormal(long bits) {
        return !isZero(bits) && magnitude(bits) <= fractionMask;
    }

    /** The only NaN that an operation makes. [Unpriv 2.2 §11.3] */
    public long canonicalNaN() {
        return infinity | quietBit();
    }

    public long infinity(boolean negative) {
        return signed(negative, infinity);
    }

    public long zero(boolean negative) {
        return signed(negative, 0);
    }

    /** The finite number of the largest magnitude. */
    public long largest(boolean negative) {
        return signed(negative, infinity - 1);
    }

    public long one() {
        return (long) bias << precision - 1;
    }

    /** Bits without the sign: they order numbers by magnitude. */
    long magnitude(long bits) {
        return bits & signBit - 1;
    }

    long signed(boolean negative, long magnitude) {
        return negative ? signBit | magnitude : magnitude;
    }

    /** The exponent e of a finite number that is not zero: 2^e is at most its magnitude, and 2^(e+1) is more. */
    int exponent(long bits) {
        int field = (int) (magnitude(bits) >>> precision - 1);
        return field != 0
                ? field - bias
                : smallestExponent() - (Long.numberOfLeadingZeros(bits & fractionMask) - (Long.SIZE - precision));
    }

    /** The significand of a finite number that is not zero, its highest bit being bit 63. */
    long significand(long bits) {
        long fraction = bits & fractionMask;
        long whole = magnitude(bits) > fractionMask ? fraction | fractionMask + 1 : fraction;
        return whole << Long.numberOfLeadingZeros(whole);
    }

    /** A number in a register of 64 bits: a narrower one has ones above it. [Unpriv 2.2 §12.2] */
    public long box(long bits) {
        return width == Long.SIZE ? bits : bits | -1L << width;
    }

    /** The lowest bits of a register, whether or not it is boxed. */
    public long low(long register) {
        return width == Long.SIZE ? register : register & ~(-1L << width);
    }

    /** The number in a register: what is not boxed counts as a NaN. [Unpriv 2.2 §12.2] */
    public long unbox(long register) {
        long bits = low(register);
        return box(bits) == register ? bits : canonicalNaN();
    }

    private long quietBit() {
        return fractionMask + 1 >>> 1;
    }
}
