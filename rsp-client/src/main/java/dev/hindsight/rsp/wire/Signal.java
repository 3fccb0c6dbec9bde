package dev.hindsight.rsp.wire;

/** The signals that packets name, by gdb's own numbers (gdb/signals.def), which are not the host's. */
public final class Signal {
    /** Stopped, for no reason that a signal names. */
    public static final int NONE = 0;

    public static final int INT = 2;
    public static final int ILL = 4;
    public static final int TRAP = 5;
    public static final int BUS = 10;
    public static final int SEGV = 11;

    private Signal() {}
}
