package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;

/** The control and status registers of a hart. Values are sign-extended from XLEN. [Priv 1.12 §2 to §4] */
public final class CsrFile implements Stateful {
    /** Exceptions that can be delegated: all but the environment call from machine mode. [Priv 1.12 §3.1.8] */
    private static final long DELEGABLE = 0xb3ff;

    private static final long FIOM = 1;
    private static final long ADUE = 1L << 61;
    private static final long STCE = 1L << 63;
    private static final int SATP_BARE = 0;
    private static final int SATP_SV39 = 8;
    private static final int SATP_SV48 = 9;

    private static final int ADDRESSES = 1 << 12;

    private final Isa isa;
    private final boolean[] exists = new boolean[ADDRESSES];
    private final int xlen;
    private final int hart;
    private final Platform platform;

    private final Status status;
    private final FloatState floats;
    private final Interrupts interrupts;
    private final TrapCsrs machine;
    private final TrapCsrs supervisor;
    private final Counters counters;
    private final Pmp pmp;
    private final long environmentMask;
    private long delegated;
    private long machineEnvironment;
    private long supervisorEnvironment;
    private long satp;

    CsrFile(Isa isa, int hart, Platform platform) {
        this.isa = isa;
        this.xlen = isa.xlen();
        this.hart = hart;
        this.platform = platform;
        Csr.all(isa).forEach(csr -> exists[csr.address()] = true);
        boolean compressed = isa.has(Extension.ZCA);
        status = new Status(isa);
        floats = new FloatState(isa, status);
        interrupts = new Interrupts(isa, hart, platform);
        machine = new TrapCsrs("m", xlen, compressed);
        supervisor = new TrapCsrs("s", xlen, compressed);
        counters = new Counters(xlen, hart, platform);
        pmp = new Pmp(xlen);
        machineEnvironment = isa.has(Extension.SVADU) ? ADUE : 0;
        environmentMask = FIOM | machineEnvironment | (isa.has(Extension.SSTC) ? STCE : 0);
    }

    /** Whether an instruction in {@code mode} may read this register, and write it if it wants to. */
    public boolean permits(int address, boolean write, int mode) {
        boolean reachable = exists[address] && mode >= (address >>> 8 & 3);
        return reachable && !(write && Csr.isReadOnly(address)) && isEnabled(address, mode);
    }

    private boolean isEnabled(int address, int mode) {
        if (FloatState.has(address)) {
            return !floats.isOff();
        }
        if (address == Csr.SATP) {
            return mode == Mode.MACHINE || !status.trapsVirtualMemory();
        }
        if (address == Csr.STIMECMP || address == Csr.STIMECMPH) {
            return mode == Mode.MACHINE || (machine.counters() & 2) != 0 && interrupts.comparing();
        }
        if (Csr.isUserCounter(address)) {
            long bit = 1L << (address & 31);
            boolean supervised = mode != Mode.USER || !isa.has(Extension.S) || (supervisor.counters() & bit) != 0;
            return mode == Mode.MACHINE || (machine.counters() & bit) != 0 && supervised;
        }
        return true;
    }

    public long read(int address) {
        return switch (address) {
            case Csr.FFLAGS, Csr.FRM, Csr.FCSR -> floats.read(address);
            case Csr.MSTATUS -> status.read();
            case Csr.SSTATUS -> status.readAsSupervisor();
            case Csr.MISA -> misa();
            case Csr.MEDELEG -> delegated;
            case Csr.MIDELEG -> interrupts.delegated();
            case Csr.MIE -> interrupts.enabled();
            case Csr.SIE -> interrupts.enabled() & interrupts.delegated();
            case Csr.MIP -> interrupts.pending();
            case Csr.SIP -> interrupts.pending() & interrupts.delegated();
            case Csr.MTVEC -> machine.vector();
            case Csr.STVEC -> supervisor.vector();
            case Csr.MCOUNTEREN -> machine.counters();
            case Csr.SCOUNTEREN -> supervisor.counters();
            case Csr.MSCRATCH -> machine.scratch();
            case Csr.SSCRATCH -> supervisor.scratch();
            case Csr.MEPC -> machine.epc();
            case Csr.SEPC -> supervisor.epc();
            case Csr.MCAUSE -> machine.cause();
            case Csr.SCAUSE -> supervisor.cause();
            case Csr.MTVAL -> machine.value();
            case Csr.STVAL -> supervisor.value();
            case Csr.MENVCFG -> narrow(machineEnvironment);
            case Csr.MENVCFGH -> machineEnvironment >> 32;
            case Csr.SENVCFG -> supervisorEnvironment;
            case Csr.SATP -> satp;
            case Csr.STIMECMP -> narrow(interrupts.compareTime());
            case Csr.STIMECMPH -> interrupts.compareTime() >> 32;
            case Csr.MCOUNTINHIBIT -> counters.inhibited();
            case Csr.MHARTID -> hart;
            case Csr.TIME -> narrow(platform.time());
            case Csr.TIME + Csr.HIGH_HALF -> platform.time() >> 32;
            default -> readNumbered(address);
        };
    }

    private long readNumbered(int address) {
        return switch (address >>> 5) {
            case Csr.PMPCFG0 >>> 5 ->
                address < Csr.PMPADDR0
                        ? pmp.readConfig(4 * (address - Csr.PMPCFG0), xlen / 8)
                        : pmp.readAddress(address - Csr.PMPADDR0);
            case Csr.MCYCLE >>> 5, Csr.MCYCLE + Csr.HIGH_HALF >>> 5 -> counters.read(address - Csr.MCYCLE);
            case Csr.CYCLE >>> 5, Csr.CYCLE + Csr.HIGH_HALF >>> 5 -> counters.read(address - Csr.CYCLE);
            default -> 0;
        };
    }

    /** What CSRRS and CSRRC change bits of: mip without what only the interrupt controller says. [Priv 1.12 §3.1.9] */
    public long readToModify(int address) {
        return address == Csr.MIP ? interrupts.withoutController() : read(address);
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
            case Csr.FFLAGS, Csr.FRM, Csr.FCSR -> floats.write(address, value);
            case Csr.MSTATUS -> status.write(value);
            case Csr.SSTATUS -> status.writeAsSupervisor(value);
            case Csr.MEDELEG -> delegated = value & DELEGABLE;
            case Csr.MIDELEG -> interrupts.delegate(value);
            case Csr.MIE -> interrupts.enable(value);
            case Csr.SIE -> interrupts.enableAsSupervisor(value);
            case Csr.MIP -> interrupts.write(value);
            case Csr.SIP -> interrupts.writeAsSupervisor(value);
            case Csr.MTVEC -> machine.setVector(value);
            case Csr.STVEC -> supervisor.setVector(value);
            case Csr.MCOUNTEREN -> machine.setCounters(value);
            case Csr.SCOUNTEREN -> supervisor.setCounters(value);
            case Csr.MSCRATCH -> machine.setScratch(value);
            case Csr.SSCRATCH -> supervisor.setScratch(value);
            case Csr.MEPC -> machine.setEpc(value);
            case Csr.SEPC -> supervisor.setEpc(value);
            case Csr.MCAUSE -> machine.setCause(value);
            case Csr.SCAUSE -> supervisor.setCause(value);
            case Csr.MTVAL -> machine.setValue(value);
            case Csr.STVAL -> supervisor.setValue(value);
            case Csr.MENVCFG -> setEnvironment(low(machineEnvironment, value));
            case Csr.MENVCFGH -> setEnvironment(high(machineEnvironment, value));
            case Csr.SENVCFG -> supervisorEnvironment = value & FIOM;
            case Csr.SATP -> setSatp(value);
            case Csr.STIMECMP -> interrupts.setCompareTime(low(interrupts.compareTime(), value));
            case Csr.STIMECMPH -> interrupts.setCompareTime(high(interrupts.compareTime(), value));
            case Csr.MCOUNTINHIBIT -> counters.inhibit(value, uncounted);
            default -> writeNumbered(address, value, uncounted);
        }
    }

    private void writeNumbered(int address, long value, int uncounted) {
        switch (address >>> 5) {
            case Csr.PMPCFG0 >>> 5 -> {
                if (address < Csr.PMPADDR0) {
                    pmp.writeConfig(4 * (address - Csr.PMPCFG0), xlen / 8, value);
                } else {
                    pmp.writeAddress(address - Csr.PMPADDR0, value);
                }
            }
            case Csr.MCYCLE >>> 5, Csr.MCYCLE + Csr.HIGH_HALF >>> 5 ->
                counters.write(address - Csr.MCYCLE, value, uncounted);
            default -> {}
        }
    }

    private void setEnvironment(long value) {
        machineEnvironment = value & environmentMask;
        interrupts.compare((machineEnvironment & STCE) != 0);
    }

    /** A mode that does not exist leaves the whole register as it was. [Priv 1.12 §4.1.11] */
    private void setSatp(long value) {
        int mode = (int) (value >>> 60);
        if (xlen == 32 || mode == SATP_BARE || mode == SATP_SV39 || mode == SATP_SV48) {
            satp = value;
        }
    }

    // ---- What the hart and its memory ask ----

    Status status() {
        return status;
    }

    FloatState floats() {
        return floats;
    }

    public Pmp pmp() {
        return pmp;
    }

    /** The mode that loads and stores count as, for a hart in {@code mode}. */
    public int dataMode(int mode) {
        return status.dataMode(mode);
    }

    /** Whether supervisor mode may use what belongs to user mode. */
    public boolean sum() {
        return status.sum();
    }

    /** Whether what can be executed can be read too. */
    public boolean mxr() {
        return status.mxr();
    }

    /** Everything that says where page tables are. */
    public long satp() {
        return satp;
    }

    /** How many levels of page tables there are below machine mode: 0 without translation. */
    int pagingLevels() {
        if (xlen == 32) {
            return satp < 0 ? 2 : 0;
        }
        return switch ((int) (satp >>> 60)) {
            case SATP_SV39 -> 3;
            case SATP_SV48 -> 4;
            default -> 0;
        };
    }

    long pageTableRoot() {
        return (satp & (xlen == 64 ? (1L << 44) - 1 : (1L << 22) - 1)) << 12;
    }

    /** Whether a walk sets accessed and dirty bits; otherwise it faults where they are needed. */
    boolean updatesPageTables() {
        return (machineEnvironment & ADUE) != 0;
    }

    public boolean permitsFence(int mode) {
        return mode == Mode.MACHINE || mode == Mode.SUPERVISOR && !status.trapsVirtualMemory();
    }

    /** Whether WFI is legal: in user mode not, where there is a supervisor. [Priv 1.12 §3.3.3] */
    public boolean permitsWait(int mode) {
        return mode == Mode.MACHINE || !(isa.has(Extension.S) && mode == Mode.USER) && !status.trapsWait();
    }

    public boolean permitsMachineReturn(int mode) {
        return mode == Mode.MACHINE;
    }

    public boolean permitsSupervisorReturn(int mode) {
        return mode == Mode.MACHINE || mode == Mode.SUPERVISOR && !status.trapsReturn();
    }

    /** Interrupts that are pending and enabled one by one, whether or not mstatus lets them in; they end a WFI. */
    public long wanted() {
        return interrupts.wanted();
    }

    public boolean enables(int interrupt) {
        return (interrupts.enabled() >>> interrupt & 1) != 0;
    }

    /** The time at which stimecmp interrupts next, or empty-handed {@link Long#MAX_VALUE}: it does already, or never. */
    public long supervisorDeadline() {
        long compare = interrupts.compareTime();
        boolean future = interrupts.comparing() && Long.compareUnsigned(platform.time(), compare) < 0;
        return future && compare >= 0 ? compare : Long.MAX_VALUE;
    }

    /** Whether a write there can bring the next timer interrupt nearer. */
    public boolean movesDeadline(int address) {
        return address == Csr.STIMECMP || address == Csr.STIMECMPH || address == Csr.MENVCFG || address == Csr.MENVCFGH;
    }

    int interrupt(int mode) {
        return interrupts.next(mode, status);
    }

    /** The mode that handles this trap of a hart in {@code mode}. [Priv 1.12 §3.1.8] */
    int target(Trap trap, int mode) {
        long to = trap.interrupt() ? interrupts.delegated() : delegated;
        return mode != Mode.MACHINE && (to >>> trap.cause() & 1) != 0 ? Mode.SUPERVISOR : Mode.MACHINE;
    }

    /** The register that said where {@link #handler} is. */
    public long vector(int target) {
        return registers(target).vector();
    }

    long handler(Trap trap, int target) {
        return registers(target).handler(trap);
    }

    void enterTrap(Trap trap, int target, int from, long epc) {
        registers(target).enter(trap, epc);
        status.enter(target, from);
        counters.trapped();
    }

    private TrapCsrs registers(int target) {
        return target == Mode.MACHINE ? machine : supervisor;
    }

    @Override
    public void visit(StateVisitor visitor) {
        status.visit(visitor);
        floats.visit(visitor);
        interrupts.visit(visitor);
        machine.visit(visitor);
        supervisor.visit(visitor);
        counters.visit(visitor);
        pmp.visit(visitor);
        delegated = visitor.number("medeleg", delegated);
        machineEnvironment = visitor.number("menvcfg", machineEnvironment);
        supervisorEnvironment = visitor.number("senvcfg", supervisorEnvironment);
        satp = visitor.number("satp", satp);
    }

    private long misa() {
        long letters = isa.letters();
        return xlen == 64 ? 2L << 62 | letters : (int) (1 << 30 | letters);
    }

    private long low(long old, long value) {
        return xlen == 64 ? value : old & 0xffff_ffff_0000_0000L | value & 0xffff_ffffL;
    }

    private static long high(long old, long value) {
        return value << 32 | old & 0xffff_ffffL;
    }

    private long narrow(long value) {
        return xlen == 64 ? value : (int) value;
    }
}
