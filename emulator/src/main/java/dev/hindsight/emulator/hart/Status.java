package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;

/** mstatus, and sstatus as its view. [Priv 1.12 §3.1.6, §4.1.1] */
final class Status {
    private static final long SIE = 1 << 1;
    private static final long MIE = 1 << 3;
    private static final long SPIE = 1 << 5;
    private static final long MPIE = 1 << 7;
    private static final long SPP = 1 << 8;
    private static final int MPP_SHIFT = 11;
    private static final long MPP = 3L << MPP_SHIFT;
    private static final int FS_SHIFT = 13;
    private static final long FS = 3L << FS_SHIFT;
    private static final long MPRV = 1 << 17;
    private static final long SUM = 1 << 18;
    private static final long MXR = 1 << 19;
    private static final long TVM = 1 << 20;
    private static final long TW = 1 << 21;
    private static final long TSR = 1 << 22;
    private static final long UXL_64 = 2L << 32;
    private static final long SXL_64 = 2L << 34;

    private final int xlen;
    private final boolean supervisor;
    private final boolean user;
    private final long machineMask;
    private final long supervisorMask;
    private final long fixed;
    private final long fixedForSupervisor;
    private long bits;

    Status(Isa isa) {
        xlen = isa.xlen();
        supervisor = isa.has(Extension.S);
        user = isa.has(Extension.U);
        long floats = isa.has(Extension.F) ? FS : 0;
        supervisorMask = supervisor ? SIE | SPIE | SPP | SUM | MXR | floats : 0;
        machineMask = MIE | MPIE | floats | supervisorMask | (user ? MPRV | TW : 0) | (supervisor ? TVM | TSR : 0);
        fixedForSupervisor = xlen == 64 && user ? UXL_64 : 0;
        fixed = fixedForSupervisor | (xlen == 64 && supervisor ? SXL_64 : 0);
        bits = user ? 0 : MPP;
    }

    long read() {
        return bits | fixed | dirty();
    }

    long readAsSupervisor() {
        return bits & supervisorMask | fixedForSupervisor | dirty();
    }

    /** Fields that take only some values keep the old one when asked for another. */
    void write(long value) {
        long previous = exists((int) (value >>> MPP_SHIFT & 3)) ? value & MPP : bits & MPP;
        bits = value & machineMask | previous;
    }

    void writeAsSupervisor(long value) {
        bits = bits & ~supervisorMask | value & supervisorMask;
    }

    /** Whether interrupts for this mode are let in while the hart runs in it. */
    boolean enables(int mode) {
        return (bits & (mode == Mode.MACHINE ? MIE : SIE)) != 0;
    }

    /** A trap from {@code from} begins. */
    void enter(int target, int from) {
        if (target == Mode.MACHINE) {
            bits = bits & ~(MIE | MPIE | MPP) | ((bits & MIE) != 0 ? MPIE : 0) | (long) from << MPP_SHIFT;
        } else {
            bits = bits & ~(SIE | SPIE | SPP) | ((bits & SIE) != 0 ? SPIE : 0) | (from == Mode.USER ? 0 : SPP);
        }
    }

    /** MRET; returns the mode to go on in. */
    int leaveMachine() {
        int to = previous();
        long least = user ? 0 : MPP;
        bits = bits & ~(MIE | MPP) | ((bits & MPIE) != 0 ? MIE : 0) | MPIE | least;
        forgetMprv(to);
        return to;
    }

    /** SRET; returns the mode to go on in. */
    int leaveSupervisor() {
        int to = (bits & SPP) != 0 ? Mode.SUPERVISOR : Mode.USER;
        bits = bits & ~(SIE | SPP) | ((bits & SPIE) != 0 ? SIE : 0) | SPIE;
        forgetMprv(to);
        return to;
    }

    private void forgetMprv(int to) {
        if (to != Mode.MACHINE) {
            bits &= ~MPRV;
        }
    }

    /** The mode that loads and stores count as, for a hart in {@code mode}. [Priv 1.12 §3.1.6.3] */
    int dataMode(int mode) {
        return mode == Mode.MACHINE && (bits & MPRV) != 0 ? previous() : mode;
    }

    boolean sum() {
        return (bits & SUM) != 0;
    }

    boolean mxr() {
        return (bits & MXR) != 0;
    }

    boolean trapsVirtualMemory() {
        return (bits & TVM) != 0;
    }

    boolean trapsWait() {
        return (bits & TW) != 0;
    }

    boolean trapsReturn() {
        return (bits & TSR) != 0;
    }

    /** Whether floating-point instructions are illegal now. [Priv 1.12 §3.1.6.6] */
    boolean floatsOff() {
        return (bits & FS) == 0;
    }

    boolean floatsDirty() {
        return (bits & FS) == FS;
    }

    void setFloatsDirty() {
        bits |= FS;
    }

    void visit(StateVisitor visitor) {
        bits = visitor.number("mstatus", bits);
    }

    private int previous() {
        return (int) (bits >>> MPP_SHIFT) & 3;
    }

    boolean exists(int mode) {
        return mode == Mode.MACHINE || mode == Mode.USER && user || mode == Mode.SUPERVISOR && supervisor;
    }

    private long dirty() {
        return floatsDirty() ? (xlen == 64 ? Long.MIN_VALUE : Integer.MIN_VALUE) : 0;
    }
}
