package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;

/**
 * The control and status registers of a hart that has machine mode only. Values are sign-extended from XLEN. [Priv 1.12
 * §3.1]
 */
public final class CsrFile implements Stateful {
    private static final long MIE = 1 << 3;
    private static final long MPIE = 1 << 7;
    private static final long MPP_MACHINE = 3 << 11;
    private static final long INTERRUPTS =
            1 << Cause.SOFTWARE_INTERRUPT | 1 << Cause.TIMER_INTERRUPT | 1 << Cause.EXTERNAL_INTERRUPT;

    private final Isa isa;
    private final int xlen;
    private final int hart;
    private final Platform platform;

    private long mstatus = MPP_MACHINE;
    private long mie;
    private long mtvec;
    private long mscratch;
    private long mepc;
    private long mcause;
    private long mtval;
    private long traps;
    private final Counter cycles = new Counter("mcycle");
    private final Counter retired = new Counter("minstret");

    CsrFile(Isa isa, int hart, Platform platform) {
        this.isa = isa;
        this.xlen = isa.xlen();
        this.hart = hart;
        this.platform = platform;
    }

    public static boolean exists(int address, int xlen) {
        return Csr.at(address).filter(csr -> csr.exists(xlen)).isPresent();
    }

    public long read(int address) {
        return switch (address) {
            case Csr.MSTATUS -> mstatus;
            case Csr.MISA -> (xlen == 64 ? 2L << 62 : 1L << 30) | isa.letters();
            case Csr.MIE -> mie;
            case Csr.MTVEC -> mtvec;
            case Csr.MCOUNTINHIBIT -> (cycles.stopped() ? 1 : 0) | (retired.stopped() ? 4 : 0);
            case Csr.MSCRATCH -> mscratch;
            case Csr.MEPC -> mepc;
            case Csr.MCAUSE -> mcause;
            case Csr.MTVAL -> mtval;
            case Csr.MIP -> platform.pending(hart);
            case Csr.MHARTID -> hart;
            case Csr.MCYCLE, Csr.CYCLE -> narrow(cycles.value(cyclesNow()));
            case Csr.MCYCLE + Csr.HIGH_HALF, Csr.CYCLE + Csr.HIGH_HALF -> cycles.value(cyclesNow()) >> 32;
            case Csr.MINSTRET, Csr.INSTRET -> narrow(retired.value(retiredNow()));
            case Csr.MINSTRET + Csr.HIGH_HALF, Csr.INSTRET + Csr.HIGH_HALF -> retired.value(retiredNow()) >> 32;
            case Csr.TIME -> narrow(platform.time());
            case Csr.TIME + Csr.HIGH_HALF -> platform.time() >> 32;
            default -> 0;
        };
    }

    /**
     * An instruction writes what can be written; the rest keeps its value. A counter does not count the instruction that
     * writes it. [Priv 1.12 §3.1.10]
     */
    public void write(int address, long value) {
        write(address, value, 1);
    }

    /** A debugger writes. */
    public void poke(int address, long value) {
        write(address, value, 0);
    }

    private void write(int address, long value, int uncounted) {
        switch (address) {
            case Csr.MSTATUS -> mstatus = value & (MIE | MPIE) | MPP_MACHINE;
            case Csr.MIE -> mie = value & INTERRUPTS;
            case Csr.MTVEC -> mtvec = (value & 2) == 0 ? value : mtvec;
            case Csr.MCOUNTINHIBIT -> inhibit(value, uncounted);
            case Csr.MSCRATCH -> mscratch = value;
            case Csr.MEPC -> mepc = value & ~1;
            case Csr.MCAUSE -> mcause = value;
            case Csr.MTVAL -> mtval = value;
            case Csr.MCYCLE -> writeCounter(cycles, cyclesNow() + uncounted, value, false);
            case Csr.MCYCLE + Csr.HIGH_HALF -> writeCounter(cycles, cyclesNow() + uncounted, value, true);
            case Csr.MINSTRET -> writeCounter(retired, retiredNow() + uncounted, value, false);
            case Csr.MINSTRET + Csr.HIGH_HALF -> writeCounter(retired, retiredNow() + uncounted, value, true);
            default -> {}
        }
    }

    /** Interrupts that are pending and enabled one by one, whether or not mstatus lets them in; they end a WFI. */
    public long wanted() {
        return mie & platform.pending(hart);
    }

    public boolean enables(int interrupt) {
        return (mie >>> interrupt & 1) != 0;
    }

    public boolean interruptible() {
        return (mstatus & MIE) != 0;
    }

    /** Where a trap of this cause goes. */
    long handler(int cause, boolean interrupt) {
        long base = mtvec & ~3;
        return interrupt && (mtvec & 1) != 0 ? narrow(base + 4L * cause) : base;
    }

    void enterTrap(int cause, boolean interrupt, long tval, long epc) {
        mepc = epc;
        mcause = interrupt ? cause | 1L << xlen - 1 : cause;
        mcause = narrow(mcause);
        mtval = tval;
        mstatus = MPP_MACHINE | ((mstatus & MIE) != 0 ? MPIE : 0);
        traps++;
    }

    /** Leaves the trap; returns where to. */
    long leaveTrap() {
        mstatus = MPP_MACHINE | MPIE | ((mstatus & MPIE) != 0 ? MIE : 0);
        return mepc;
    }

    @Override
    public void visit(StateVisitor visitor) {
        mstatus = visitor.number("mstatus", mstatus);
        mie = visitor.number("mie", mie);
        mtvec = visitor.number("mtvec", mtvec);
        mscratch = visitor.number("mscratch", mscratch);
        mepc = visitor.number("mepc", mepc);
        mcause = visitor.number("mcause", mcause);
        mtval = visitor.number("mtval", mtval);
        traps = visitor.number("traps", traps);
        cycles.visit(visitor);
        retired.visit(visitor);
    }

    private long cyclesNow() {
        return platform.steps();
    }

    /** A step that takes a trap retires nothing. */
    private long retiredNow() {
        return platform.steps() - traps;
    }

    private void writeCounter(Counter counter, long now, long value, boolean high) {
        long old = counter.value(now);
        long low = xlen == 64 ? value : old & 0xffffffff00000000L | value & 0xffffffffL;
        counter.set(high ? value << 32 | old & 0xffffffffL : low, now);
    }

    private void inhibit(long bits, int uncounted) {
        cycles.stop((bits & 1) != 0, cyclesNow() + uncounted);
        retired.stop((bits & 4) != 0, retiredNow() + uncounted);
    }

    private long narrow(long value) {
        return xlen == 64 ? value : (int) value;
    }
}
