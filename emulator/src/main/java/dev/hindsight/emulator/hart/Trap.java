package dev.hindsight.emulator.hart;

/** A trap about to be taken. */
public record Trap(int cause, boolean interrupt, long tval) {
    public static Trap exception(int cause, long tval) {
        return new Trap(cause, false, tval);
    }

    public static Trap interrupt(int number) {
        return new Trap(number, true, 0);
    }

    /** How a firmware engineer calls it. */
    public String text() {
        return interrupt ? Cause.interrupt(cause) : Cause.exception(cause);
    }
}
