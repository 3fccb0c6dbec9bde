package dev.hindsight.emulator.fp;

/** An unsigned number of 128 bits; short-lived, so that the compiler keeps it in registers. */
record Wide(long high, long low) implements Comparable<Wide> {
    /** The product of two numbers whose highest bit is set. */
    static Wide product(long a, long b) {
        return new Wide(Math.multiplyHigh(a, b) + a + b, a * b);
    }

    /** Shifts right, and lets the lowest bit stand for what falls out. */
    Wide shiftRight(int by) {
        if (by == 0) {
            return this;
        }
        if (by >= Long.SIZE) {
            long sticky = low != 0 ? 1 : 0;
            return new Wide(0, Rounder.shiftRight(high, by - Long.SIZE) | sticky);
        }
        long lost = low << -by != 0 ? 1 : 0;
        return new Wide(high >>> by, high << -by | low >>> by | lost);
    }

    Wide plus(Wide other) {
        long sum = low + other.low;
        long carry = Long.compareUnsigned(sum, low) < 0 ? 1 : 0;
        return new Wide(high + other.high + carry, sum);
    }

    /** What remains when a smaller number is taken away. */
    Wide minus(Wide smaller) {
        long borrow = Long.compareUnsigned(low, smaller.low) < 0 ? 1 : 0;
        return new Wide(high - smaller.high - borrow, low - smaller.low);
    }

    @Override
    public int compareTo(Wide other) {
        int order = Long.compareUnsigned(high, other.high);
        return order != 0 ? order : Long.compareUnsigned(low, other.low);
    }

    int leadingZeros() {
        return high != 0 ? Long.numberOfLeadingZeros(high) : Long.SIZE + Long.numberOfLeadingZeros(low);
    }

    /** The 64 bits that follow so many zeros; the lowest one stands for all that follow. */
    long top(int zeros) {
        if (zeros >= Long.SIZE) {
            return low << zeros;
        }
        long bits = zeros == 0 ? high : high << zeros | low >>> -zeros;
        return low << zeros != 0 ? bits | 1 : bits;
    }
}
