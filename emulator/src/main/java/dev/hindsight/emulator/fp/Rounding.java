package dev.hindsight.emulator.fp;

/** The rounding modes in the order of their encoding. [Unpriv 2.2 §11.2, table 11.1] */
public enum Rounding {
    /** To nearest, ties to even. */
    RNE,
    /** Towards zero. */
    RTZ,
    /** Down. */
    RDN,
    /** Up. */
    RUP,
    /** To nearest, ties to the larger magnitude. */
    RMM;

    private static final Rounding[] ALL = values();

    /** Whether this is the encoding of a mode; 5 and 6 are reserved, and 7 only means "as frm says". */
    public static boolean exists(int encoding) {
        return encoding < ALL.length;
    }

    public static Rounding of(int encoding) {
        return ALL[encoding];
    }

    /**
     * Whether the magnitude grows by one unit when its rest is cut off.
     *
     * @param odd whether the last bit kept is one
     * @param rest the bits cut off, the first of them in bit 63
     */
    boolean increments(boolean negative, boolean odd, long rest) {
        return switch (this) {
            case RNE -> rest < 0 && (odd || rest != Long.MIN_VALUE);
            case RTZ -> false;
            case RDN -> negative && rest != 0;
            case RUP -> !negative && rest != 0;
            case RMM -> rest < 0;
        };
    }

    /** Whether what is too large becomes infinite, rather than the largest number. [IEEE 754-2008 §7.4] */
    boolean overflowsToInfinity(boolean negative) {
        return switch (this) {
            case RNE, RMM -> true;
            case RTZ -> false;
            case RDN -> negative;
            case RUP -> !negative;
        };
    }
}
