package dev.hindsight.emulator.engine;

/** Why the engine came back to the board. */
public enum Outcome {
    /** The end was reached, or the board should look around. */
    DONE,
    /** After an instruction that ends the hart's turn. */
    PAUSED,
    /** Before an instruction with a breakpoint. */
    BREAKPOINT,
    /** Before a trap, see {@link Interpreter#trap()}. */
    TRAP,
    /** Before a semihosting call. */
    SEMIHOSTING,
    /** Before the end of the guest, see {@link Interpreter#status()}. */
    HALT
}
