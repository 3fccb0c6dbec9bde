package dev.hindsight.emulator.session;

/** How fast the machine runs on this host. Owned by the machine's thread. */
final class Pace {
    /** Shorter moves tell of what they do besides running. */
    private static final long LONG = 1 << 18;

    private long steps;
    private long nanos;

    void ran(long count, long took) {
        if (count >= LONG) {
            steps += count;
            nanos += took;
        }
    }

    double stepsPerSecond() {
        return nanos == 0 ? 0 : steps * 1e9 / nanos;
    }
}
