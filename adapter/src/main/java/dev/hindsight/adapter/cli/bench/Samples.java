package dev.hindsight.adapter.cli.bench;

import java.util.Arrays;
import java.util.stream.DoubleStream;

/** Times of the same thing, made again and again. */
final class Samples {
    private final double[] sorted;

    Samples(DoubleStream values) {
        sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("No samples.");
        }
    }

    double median() {
        return quantile(50);
    }

    /** The smallest sample that is at least as large as {@code percent} of all. */
    double quantile(int percent) {
        int rank = (int) Math.ceil(percent / 100.0 * sorted.length);
        return sorted[Math.max(0, rank - 1)];
    }

    @Override
    public String toString() {
        return Arrays.toString(sorted);
    }
}
