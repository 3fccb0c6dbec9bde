package dev.hindsight.emulator.fp;

/** How operations round, and what has happened in them: flags that stay until they are cleared. [Unpriv 2.2 §11.2] */
public final class Environment {
    public static final int INEXACT = 1;
    public static final int UNDERFLOW = 1 << 1;
    public static final int OVERFLOW = 1 << 2;
    public static final int DIVISION_BY_ZERO = 1 << 3;
    public static final int INVALID = 1 << 4;
    public static final int ALL = INEXACT | UNDERFLOW | OVERFLOW | DIVISION_BY_ZERO | INVALID;

    private Rounding rounding = Rounding.RNE;
    private int flags;

    public Rounding rounding() {
        return rounding;
    }

    public void setRounding(Rounding rounding) {
        this.rounding = rounding;
    }

    /** The flags in the order of fflags. */
    public int flags() {
        return flags;
    }

    public void setFlags(int flags) {
        this.flags = flags & ALL;
    }

    public void raise(int more) {
        flags |= more;
    }
}
