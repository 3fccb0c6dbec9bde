package dev.hindsight.emulator.fp;

import java.math.BigInteger;

/**
 * Floating point by definition, with integers of any length: a number is {@code scaled} × 2^exponent, and a bit more if
 * {@code more}. Slow and plain.
 */
record Exact(BigInteger scaled, int exponent, boolean more) {
    /** Enough that a quotient or root, cut off here, rounds as the true one does. */
    private static final int EXTRA = 300;

    static Exact of(FloatFormat format, long bits) {
        int fractionBits = format.precision() - 1;
        long magnitude = bits & ~(1L << format.width() - 1);
        long field = magnitude >>> fractionBits;
        long fraction = magnitude & (1L << fractionBits) - 1;
        long whole = field == 0 ? fraction : fraction | 1L << fractionBits;
        int exponent = (int) Math.max(1, field) - format.bias() - fractionBits;
        boolean negative = bits >>> format.width() - 1 != 0;
        return new Exact(BigInteger.valueOf(negative ? -whole : whole), exponent, false);
    }

    Exact plus(Exact other) {
        int common = Math.min(exponent, other.exponent);
        BigInteger sum = scaled.shiftLeft(exponent - common).add(other.scaled.shiftLeft(other.exponent - common));
        return new Exact(sum, common, false);
    }

    Exact times(Exact other) {
        return new Exact(scaled.multiply(other.scaled), exponent + other.exponent, false);
    }

    Exact over(Exact other) {
        BigInteger[] parts = scaled.shiftLeft(EXTRA).divideAndRemainder(other.scaled);
        return new Exact(parts[0], exponent - EXTRA - other.exponent, parts[1].signum() != 0);
    }

    Exact root() {
        int shift = EXTRA + (exponent & 1);
        BigInteger[] parts = scaled.shiftLeft(shift).sqrtAndRemainder();
        return new Exact(parts[0], (exponent - shift) / 2, parts[1].signum() != 0);
    }

    boolean isZero() {
        return scaled.signum() == 0;
    }

    /** The number of the format, and the flags raised. */
    Rounded round(FloatFormat format, Rounding mode) {
        int least = format.smallestExponent() - format.precision() + 1;
        int natural = scaled.abs().bitLength() + exponent - format.precision();
        Cut cut = cut(Math.max(natural, least), mode);
        if (cut.kept.bitLength() > format.precision()) {
            cut = new Cut(cut.kept.shiftRight(1), cut.unit + 1, cut.inexact);
        }
        boolean negative = scaled.signum() < 0;
        if (cut.unit + format.precision() - 1 > format.bias()) {
            boolean infinite =
                    mode == Rounding.RNE || mode == Rounding.RMM || mode == (negative ? Rounding.RDN : Rounding.RUP);
            long result = infinite ? format.infinity(negative) : format.largest(negative);
            return new Rounded(result, Environment.OVERFLOW | Environment.INEXACT);
        }
        boolean normal = cut.kept.bitLength() == format.precision();
        long field = normal ? cut.unit + format.precision() - 1 + format.bias() : 0;
        long fraction = cut.kept.longValueExact() & (1L << format.precision() - 1) - 1;
        long magnitude = field << format.precision() - 1 | fraction;
        long bits = negative ? magnitude | 1L << format.width() - 1 : magnitude;
        return new Rounded(bits, !cut.inexact ? 0 : isTiny(format, mode) ? 3 : 1);
    }

    /** Rounded as if exponents had no end, is it below the smallest normal number? */
    private boolean isTiny(FloatFormat format, Rounding mode) {
        Cut unbounded = cut(scaled.abs().bitLength() + exponent - format.precision(), mode);
        return unbounded.kept.bitLength() + unbounded.unit <= format.smallestExponent();
    }

    /** The integer nearest to it. */
    Cut integer(Rounding mode) {
        Cut cut = cut(0, mode);
        return scaled.signum() < 0 ? new Cut(cut.kept.negate(), 0, cut.inexact) : cut;
    }

    /** The magnitude as a multiple of 2^unit. */
    private Cut cut(int unit, Rounding mode) {
        BigInteger magnitude = scaled.abs();
        if (exponent >= unit) {
            return new Cut(magnitude.shiftLeft(exponent - unit), unit, more);
        }
        int gone = unit - exponent;
        BigInteger kept = magnitude.shiftRight(gone);
        BigInteger rest = magnitude.subtract(kept.shiftLeft(gone));
        int toHalf = rest.compareTo(BigInteger.ONE.shiftLeft(gone - 1));
        if (toHalf == 0 && more) {
            toHalf = 1;
        }
        boolean inexact = rest.signum() != 0 || more;
        boolean up = switch (mode) {
            case RNE -> toHalf > 0 || toHalf == 0 && kept.testBit(0);
            case RTZ -> false;
            case RDN -> inexact && scaled.signum() < 0;
            case RUP -> inexact && scaled.signum() > 0;
            case RMM -> toHalf >= 0;
        };
        return new Cut(up ? kept.add(BigInteger.ONE) : kept, unit, inexact);
    }

    /** A result and the flags it raised. */
    record Rounded(long bits, int flags) {
        @Override
        public String toString() {
            return "0x%x with flags 0x%x".formatted(bits, flags);
        }
    }

    record Cut(BigInteger kept, int unit, boolean inexact) {}
}
