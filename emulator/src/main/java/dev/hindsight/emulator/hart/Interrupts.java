package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;

/** mie, mip, mideleg and stimecmp: which interrupts pend, and for whom. [Priv 1.12 §3.1.8, §3.1.9; Sstc §2] */
final class Interrupts {
    private static final long MACHINE =
            1 << Cause.SOFTWARE_INTERRUPT | 1 << Cause.TIMER_INTERRUPT | 1 << Cause.EXTERNAL_INTERRUPT;
    private static final long SUPERVISOR = 1 << Cause.SUPERVISOR_SOFTWARE_INTERRUPT
            | 1 << Cause.SUPERVISOR_TIMER_INTERRUPT
            | 1 << Cause.SUPERVISOR_EXTERNAL_INTERRUPT;
    private static final long TIMER = 1 << Cause.SUPERVISOR_TIMER_INTERRUPT;
    private static final int[] PRIORITY = {
        Cause.EXTERNAL_INTERRUPT,
        Cause.SOFTWARE_INTERRUPT,
        Cause.TIMER_INTERRUPT,
        Cause.SUPERVISOR_EXTERNAL_INTERRUPT,
        Cause.SUPERVISOR_SOFTWARE_INTERRUPT,
        Cause.SUPERVISOR_TIMER_INTERRUPT
    };

    private final Platform platform;
    private final int hart;
    private final long exist;
    private final long delegable;
    private long enabled;
    private long delegated;
    /** The bits of mip that software writes. */
    private long written;

    private boolean comparing;
    private long compare;

    Interrupts(Isa isa, int hart, Platform platform) {
        this.platform = platform;
        this.hart = hart;
        this.delegable = isa.has(Extension.S) ? SUPERVISOR : 0;
        this.exist = MACHINE | delegable;
    }

    /** mip. */
    long pending() {
        return platform.pending(hart) & exist | withoutController();
    }

    /** What an instruction that changes single bits of mip starts from: without the controller's SEIP. */
    long withoutController() {
        boolean timer = comparing && Long.compareUnsigned(platform.time(), compare) >= 0;
        return comparing ? written & ~TIMER | (timer ? TIMER : 0) : written;
    }

    void write(long value) {
        long mask = comparing ? SUPERVISOR & ~TIMER : SUPERVISOR;
        written = written & ~mask | value & mask & delegable;
    }

    /** sip: only what is delegated is seen, and of that only the software interrupt can be written. */
    void writeAsSupervisor(long value) {
        long mask = delegated & 1 << Cause.SUPERVISOR_SOFTWARE_INTERRUPT;
        written = written & ~mask | value & mask;
    }

    long enabled() {
        return enabled;
    }

    void enable(long value) {
        enabled = value & exist;
    }

    void enableAsSupervisor(long value) {
        enabled = enabled & ~delegated | value & delegated;
    }

    long delegated() {
        return delegated;
    }

    void delegate(long value) {
        delegated = value & delegable;
    }

    /** Whether stimecmp makes the supervisor's timer interrupt. */
    void compare(boolean on) {
        comparing = on;
    }

    boolean comparing() {
        return comparing;
    }

    long compareTime() {
        return compare;
    }

    void setCompareTime(long time) {
        compare = time;
    }

    /** Pending and enabled one by one, whether or not mstatus lets them in; they end a WFI. */
    long wanted() {
        return enabled & pending();
    }

    /** The interrupt that a hart in this mode takes now, or -1. */
    int next(int mode, Status status) {
        if (enabled == 0) {
            return -1;
        }
        boolean forMachine = mode != Mode.MACHINE || status.enables(Mode.MACHINE);
        boolean forSupervisor = mode == Mode.USER || mode == Mode.SUPERVISOR && status.enables(Mode.SUPERVISOR);
        long let = (forMachine ? ~delegated : 0) | (forSupervisor ? delegated : 0);
        if ((enabled & let) == 0) {
            return -1;
        }
        long wanted = wanted() & let;
        long machineFirst = wanted & ~delegated;
        return wanted == 0 ? -1 : first(machineFirst != 0 ? machineFirst : wanted);
    }

    private static int first(long wanted) {
        for (int interrupt : PRIORITY) {
            if ((wanted >>> interrupt & 1) != 0) {
                return interrupt;
            }
        }
        return -1;
    }

    void visit(StateVisitor visitor) {
        enabled = visitor.number("mie", enabled);
        delegated = visitor.number("mideleg", delegated);
        written = visitor.number("mip", written);
        comparing = visitor.flag("stce", comparing);
        compare = visitor.number("stimecmp", compare);
    }
}
