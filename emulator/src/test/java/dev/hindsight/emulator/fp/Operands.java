package dev.hindsight.emulator.fp;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Numbers at which operations go wrong. */
final class Operands {
    private Operands() {}

    /** Zeros, ones, subnormal, smallest, largest, infinite, and NaNs of both kinds, in both signs. */
    static List<Long> edges(FloatFormat format) {
        long unit = 1L << format.precision() - 1;
        long infinity = format.infinity(false);
        List<Long> edges = new ArrayList<>();
        for (boolean negative : new boolean[] {false, true}) {
            for (long magnitude : new long[] {
                0,
                1,
                2,
                unit - 1, // the largest subnormal number
                unit,
                unit + 1,
                format.one() - 1,
                format.one(),
                format.one() + 1,
                format.one() + unit, // two
                format.one() + unit + unit / 2, // three
                format.one() + (unit * format.precision() >> 1), // at the end of the integers
                infinity - 1,
                infinity,
                infinity + 1, // a signalling NaN
                format.canonicalNaN(),
                format.canonicalNaN() + 5
            }) {
                edges.add(format.signed(negative, magnitude));
            }
        }
        return edges;
    }

    /** Any exponent, and a fraction that is often nearly all zeros or all ones. */
    static long random(FloatFormat format, Random random) {
        long fraction = random.nextLong();
        long ones = -1L << random.nextInt(Long.SIZE);
        long noise = switch (random.nextInt(4)) {
            case 0 -> fraction;
            case 1 -> ones;
            case 2 -> ~ones;
            default -> 1L << random.nextInt(Long.SIZE) | 1L << random.nextInt(Long.SIZE);
        };
        long bits = noise & (1L << format.precision() - 1) - 1;
        long exponent = random.nextInt(2 * format.bias() + 2);
        return format.signed(random.nextBoolean(), exponent << format.precision() - 1 | bits);
    }

    /** Whose exponent is near that of another one, so that bits meet. */
    static long near(FloatFormat format, long other, Random random) {
        long magnitude = other & ~(1L << format.width() - 1);
        long exponent = (magnitude >>> format.precision() - 1) + random.nextInt(9) - 4;
        long clamped = Math.max(0, Math.min(2L * format.bias(), exponent));
        long fraction = random(format, random) & (1L << format.precision() - 1) - 1;
        return format.signed(random.nextBoolean(), clamped << format.precision() - 1 | fraction);
    }
}
