package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;
import java.util.function.LongSupplier;

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
    private boolean waiting;
    private long reservation = NO_RESERVATION;
    private long reservedValue;

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

    public long pc() {
        return pc;
    }

    public void setPc(long pc) {
        this.pc = pc;
    }

    /** Whether it sleeps in WFI. */
    public boolean waiting() {
        return waiting;
    }

    public void setWaiting(boolean waiting) {
        this.waiting = waiting;
    }

    public void reserve(long address, long value) {
        reservation = address;
        reservedValue = value;
    }

    /** Whether an SC to this address succeeds, given what is there now. Every SC ends the reservation. */
    public boolean takeReservation(long address, LongSupplier present) {
        boolean held = reservation != NO_RESERVATION && reservation == address && reservedValue == present.getAsLong();
        reservation = NO_RESERVATION;
        return held;
    }

    /** The interrupt to take now, or -1: external before software before timer. [Priv 1.12 §3.1.9] */
    public int interrupt() {
        return csrs.interruptible() ? first(csrs.wanted()) : -1;
    }

    private static int first(long wanted) {
        if ((wanted >>> Cause.EXTERNAL_INTERRUPT & 1) != 0) {
            return Cause.EXTERNAL_INTERRUPT;
        }
        if ((wanted >>> Cause.SOFTWARE_INTERRUPT & 1) != 0) {
            return Cause.SOFTWARE_INTERRUPT;
        }
        return (wanted >>> Cause.TIMER_INTERRUPT & 1) != 0 ? Cause.TIMER_INTERRUPT : -1;
    }

    /** Takes the trap, which ends a reservation as on QEMU. */
    public void take(Trap trap) {
        reservation = NO_RESERVATION;
        long handler = handler(trap);
        csrs.enterTrap(trap.cause(), trap.interrupt(), trap.tval(), pc);
        pc = handler;
    }

    /** Where this trap would go. */
    public long handler(Trap trap) {
        return csrs.handler(trap.cause(), trap.interrupt());
    }

    public void returnFromTrap() {
        pc = csrs.leaveTrap();
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("x", x, 1, SINK);
        pc = visitor.number("pc", pc);
        waiting = visitor.flag("waiting", waiting);
        reservation = visitor.number("reservation", reservation);
        reservedValue = visitor.number("reserved", reservedValue);
        csrs.visit(visitor);
    }
}
