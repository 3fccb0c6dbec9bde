package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;

/** The registers of one hart. Values are sign-extended from XLEN, also pc. */
public final class Hart implements Stateful {
    /** Slot of {@link #x()} that takes what is written to x0. */
    public static final int SINK = 32;

    private static final long NO_RESERVATION = -1;

    private final int id;
    private final Isa isa;
    private final long[] x = new long[SINK + 1];
    private final CsrFile csrs;
    private long pc;
    private int mode = Mode.MACHINE;
    private boolean waiting;
    private long reservation = NO_RESERVATION;
    private int reservedBytes;

    public Hart(int id, Isa isa, Platform platform, long pc) {
        this.id = id;
        this.isa = isa;
        this.csrs = new CsrFile(isa, id, platform);
        this.pc = pc;
    }

    public int id() {
        return id;
    }

    public Isa isa() {
        return isa;
    }

    public int xlen() {
        return isa.xlen();
    }

    /** The live registers x0 to x31, and the {@link #SINK}. */
    public long[] x() {
        return x;
    }

    public CsrFile csrs() {
        return csrs;
    }

    /** What there is of floating point, used or not. */
    /** Whether floating-point instructions are illegal now. */
    public boolean floatsOff() {
        return csrs.status().floatsOff();
    }

    public FloatState floats() {
        return csrs.floats();
    }

    public long pc() {
        return pc;
    }

    public void setPc(long pc) {
        this.pc = pc;
    }

    /** The privilege mode, see {@link Mode}. */
    public int mode() {
        return mode;
    }

    /** A debugger may set one that exists; others are ignored. */
    public void setMode(int next) {
        mode = csrs.status().exists(next) ? next : mode;
    }

    /** The mode that its loads and stores count as. */
    public int dataMode() {
        return csrs.status().dataMode(mode);
    }

    /** Whether it sleeps in WFI. */
    public boolean waiting() {
        return waiting;
    }

    public void setWaiting(boolean waiting) {
        this.waiting = waiting;
    }

    /** LR has read these bytes, at a physical address; an earlier reservation ends. */
    public void reserve(long address, int size) {
        reservation = address;
        reservedBytes = size;
    }

    /** Whether the reservation is of exactly these bytes. */
    public boolean reserved(long address, int size) {
        return reservation == address && reservedBytes == size;
    }

    /** Whether the reservation is of any of these bytes. */
    public boolean hasReservedAny(long address, long length) {
        return reservation - address < length && address - reservation < reservedBytes;
    }

    /** The physical address of the reservation; negative without one. */
    public long reservation() {
        return reservation;
    }

    /** How many bytes it is of. */
    public int reservedBytes() {
        return reservedBytes;
    }

    /** Every SC and every trap ends the reservation, and so does whoever else writes to its bytes. */
    public void endReservation() {
        reservation = NO_RESERVATION;
        reservedBytes = 0;
    }

    /** The interrupt to take now, or -1. [Priv 1.12 §3.1.9] */
    public int interrupt() {
        return csrs.interrupt(mode);
    }

    /** Takes the trap, which ends a reservation as on QEMU. */
    public void take(Trap trap) {
        endReservation();
        int target = target(trap);
        long handler = csrs.handler(trap, target);
        csrs.enterTrap(trap, target, mode, pc);
        pc = handler;
        mode = target;
    }

    /** The mode that would handle this trap. */
    public int target(Trap trap) {
        return csrs.target(trap, mode);
    }

    /** Where this trap would go. */
    public long handler(Trap trap) {
        return csrs.handler(trap, target(trap));
    }

    /** MRET. */
    public void returnFromMachine() {
        pc = csrs.read(Csr.MEPC);
        mode = csrs.status().leaveMachine();
    }

    /** SRET. */
    public void returnFromSupervisor() {
        pc = csrs.read(Csr.SEPC);
        mode = csrs.status().leaveSupervisor();
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("x", x, 1, SINK);
        pc = visitor.number("pc", pc);
        mode = visitor.small("mode", mode);
        waiting = visitor.flag("waiting", waiting);
        reservation = visitor.number("reservation", reservation);
        reservedBytes = visitor.small("reserved", reservedBytes);
        csrs.visit(visitor);
    }
}
