package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.state.StateVisitor;

/** What each of machine and supervisor mode has to handle its traps. [Priv 1.12 §3.1.7, §3.1.13 to §3.1.16] */
final class TrapCsrs {
    private final String prefix;
    private final int xlen;
    private final long instructionMask;
    private long vector;
    private long counters;
    private long scratch;
    private long epc;
    private long cause;
    private long value;

    TrapCsrs(String prefix, int xlen, boolean compressed) {
        this.prefix = prefix;
        this.xlen = xlen;
        this.instructionMask = compressed ? ~1 : ~3;
    }

    void enter(Trap trap, long at) {
        epc = at & instructionMask;
        cause = narrow(trap.interrupt() ? trap.cause() | 1L << xlen - 1 : trap.cause());
        value = trap.tval();
    }

    /** Where a trap of this cause goes. */
    long handler(Trap trap) {
        long base = vector & ~3;
        return trap.interrupt() && (vector & 1) != 0 ? narrow(base + 4L * trap.cause()) : base;
    }

    long vector() {
        return vector;
    }

    /** Modes 2 and 3 are reserved, and ignored. */
    void setVector(long next) {
        vector = (next & 2) == 0 ? next : vector;
    }

    /** Which counters the next lower mode may read. */
    long counters() {
        return counters;
    }

    void setCounters(long bits) {
        counters = narrow(bits & 0xffff_ffffL);
    }

    long scratch() {
        return scratch;
    }

    void setScratch(long next) {
        scratch = next;
    }

    long epc() {
        return epc;
    }

    void setEpc(long next) {
        epc = next & instructionMask;
    }

    long cause() {
        return cause;
    }

    void setCause(long next) {
        cause = next;
    }

    long value() {
        return value;
    }

    void setValue(long next) {
        value = next;
    }

    void visit(StateVisitor visitor) {
        vector = visitor.number(prefix + "tvec", vector);
        counters = visitor.number(prefix + "counteren", counters);
        scratch = visitor.number(prefix + "scratch", scratch);
        epc = visitor.number(prefix + "epc", epc);
        cause = visitor.number(prefix + "cause", cause);
        value = visitor.number(prefix + "tval", value);
    }

    private long narrow(long wide) {
        return xlen == 64 ? wide : (int) wide;
    }
}
