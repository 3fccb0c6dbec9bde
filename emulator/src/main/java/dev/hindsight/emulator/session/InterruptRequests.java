package dev.hindsight.emulator.session;

/**
 * What was there before a move, and does not mean it.
 *
 * @param anybodys how many interrupts there had been when it began: who interrupts means what runs
 * @param its how many of its client's there had been when it was asked for: that one may also mean what is to run
 */
record InterruptRequests(long anybodys, long its) {}
