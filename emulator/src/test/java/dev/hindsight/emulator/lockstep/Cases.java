package dev.hindsight.emulator.lockstep;

/** Writes one kind of case. */
interface Cases {
    void add(LoggingProgram to, Dice dice);
}
