package dev.hindsight.emulator.hart;

import dev.hindsight.emulator.fp.Environment;
import dev.hindsight.emulator.fp.FloatFormat;
import dev.hindsight.emulator.fp.Rounding;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.state.StateVisitor;
import dev.hindsight.emulator.state.Stateful;

/**
 * The floating-point registers, and fcsr. A narrow number in a register has ones above it. [Unpriv 2.2 §11.1, §12.2]
 *
 * <p>Who writes any of it calls {@link #touch}, so that mstatus.FS says Dirty. [Priv 1.12 §3.1.6.6]
 */
public final class FloatState implements Stateful {
    public static final int REGISTERS = 32;

    private static final int DYNAMIC = 7;
    private static final int ROUNDING_SHIFT = 5;

    private final long[] f = new long[REGISTERS];
    private final Environment environment = new Environment();
    private final FloatFormat widest;
    private final Status status;
    /** As it was written: it may be no mode that exists. */
    private int frm;

    FloatState(Isa isa, Status status) {
        this.widest = isa.has(Extension.D) ? FloatFormat.DOUBLE : FloatFormat.SINGLE;
        this.status = status;
    }

    /** The live registers f0 to f31. */
    public long[] f() {
        return f;
    }

    /** Whether instructions and CSRs of floating point are illegal now. */
    public boolean isOff() {
        return status.floatsOff();
    }

    /** Whether a write would not change mstatus any more. */
    public boolean isDirty() {
        return status.floatsDirty();
    }

    public void touch() {
        status.setFloatsDirty();
    }

    /** Whether what rounds as frm says rounds to nearest, and a result that is only inexact raises nothing new. */
    public boolean isSettled() {
        return isDirty() && frm == 0 && (environment.flags() & Environment.INEXACT) != 0;
    }

    /** The flags, and the mode that was set by the last {@link #round}. */
    public Environment environment() {
        return environment;
    }

    /** Makes the environment round as an instruction's rm field says; returns false if that is no mode. */
    public boolean round(int rm) {
        int mode = rm == DYNAMIC ? frm : rm;
        boolean exists = Rounding.exists(mode);
        if (exists) {
            environment.setRounding(Rounding.of(mode));
        }
        return exists;
    }

    /** Whether this is one of the three CSRs here. */
    static boolean has(int csr) {
        return csr >= Csr.FFLAGS && csr <= Csr.FCSR;
    }

    long read(int csr) {
        return switch (csr) {
            case Csr.FFLAGS -> environment.flags();
            case Csr.FRM -> frm;
            default -> frm << ROUNDING_SHIFT | environment.flags();
        };
    }

    /** An instruction that writes is legal only if they are not off; a debugger may write then too. */
    void write(int csr, long value) {
        touchUnlessOff();
        if (csr != Csr.FRM) {
            environment.setFlags((int) value);
        }
        if (csr != Csr.FFLAGS) {
            frm = (int) (csr == Csr.FRM ? value : value >>> ROUNDING_SHIFT) & DYNAMIC;
        }
    }

    /** A register for a debugger: as wide as the registers of this machine are. */
    public long peek(int number) {
        return widest.low(f[number]);
    }

    /** A debugger writes a register. */
    public void poke(int number, long bits) {
        f[number] = widest.box(widest.low(bits));
        touchUnlessOff();
    }

    /** What a debugger writes turns nothing on. */
    private void touchUnlessOff() {
        if (!isOff()) {
            touch();
        }
    }

    @Override
    public void visit(StateVisitor visitor) {
        visitor.numbers("f", f, 0, REGISTERS);
        environment.setFlags(visitor.small("fflags", environment.flags()));
        frm = visitor.small("frm", frm);
    }
}
