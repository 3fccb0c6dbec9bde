package dev.hindsight.emulator.fp;

/** An integer that numbers are converted to and from. */
public enum IntegerType {
    INT32(true, Integer.MIN_VALUE, Integer.MAX_VALUE),
    UINT32(false, 0, 0xffff_ffffL),
    INT64(true, Long.MIN_VALUE, Long.MAX_VALUE),
    UINT64(false, 0, -1);

    private final boolean signed;
    private final long least;
    private final long greatest;

    IntegerType(boolean signed, long least, long greatest) {
        this.signed = signed;
        this.least = least;
        this.greatest = greatest;
    }

    boolean signed() {
        return signed;
    }

    /** What a number beyond the range becomes. */
    long limit(boolean negative) {
        return negative ? least : greatest;
    }

    /** Whether the range has a number of this sign and (unsigned) magnitude. */
    boolean contains(boolean negative, long magnitude) {
        return Long.compareUnsigned(magnitude, negative ? -least : greatest) <= 0;
    }

    /** The integer as a register holds it before it is narrowed to XLEN: words are sign-extended, unsigned ones too. */
    long register(long value) {
        return this == INT32 || this == UINT32 ? (int) value : value;
    }

    /** The integer that a register holds. */
    long value(long register) {
        return switch (this) {
            case INT32 -> (int) register;
            case UINT32 -> register & 0xffff_ffffL;
            case INT64, UINT64 -> register;
        };
    }
}
