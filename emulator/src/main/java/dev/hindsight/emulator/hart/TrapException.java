package dev.hindsight.emulator.hart;

/** The present instruction cannot complete. Nothing has changed yet. */
public final class TrapException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final int cause;
    private final long tval;

    public TrapException(int cause, long tval) {
        super(null, null, false, false);
        this.cause = cause;
        this.tval = tval;
    }

    /** The engine knows the bits that become mtval. */
    public static TrapException illegalInstruction() {
        return new TrapException(Cause.ILLEGAL_INSTRUCTION, 0);
    }

    public int cause() {
        return cause;
    }

    public long tval() {
        return tval;
    }
}
