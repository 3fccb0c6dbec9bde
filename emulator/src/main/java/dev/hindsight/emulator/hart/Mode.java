package dev.hindsight.emulator.hart;

/** Privilege modes, as mstatus.MPP encodes them. [Priv 1.12 §1.2] */
public final class Mode {
    public static final int USER = 0;
    public static final int SUPERVISOR = 1;
    public static final int MACHINE = 3;

    private Mode() {}

    /** As a firmware engineer calls it. */
    public static String name(int mode) {
        return switch (mode) {
            case USER -> "user";
            case SUPERVISOR -> "supervisor";
            default -> "machine";
        };
    }
}
