package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.Trap;

/** Why the engine came back to the board, and all that it has to say about it. */
public sealed interface Outcome {
    /** Those that need no more than their name. */
    enum Plain implements Outcome {
        /** The end was reached, or the board should look around. */
        DONE,
        /** After an instruction that ends the hart's turn. */
        PAUSED,
        /** Before an instruction with a breakpoint, or at the beginning of a function that was called. */
        BREAKPOINT,
        /** Before a semihosting call. */
        SEMIHOSTING
    }

    /** Before a trap, which the board takes. */
    record Trapped(Trap trap) implements Outcome {}

    /** Before the end of the guest, with its exit status. */
    record Halted(int status) implements Outcome {}
}
