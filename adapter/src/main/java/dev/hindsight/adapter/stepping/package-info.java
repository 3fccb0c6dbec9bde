/**
 * Source-level moves in both directions, as plans that run on the machine's thread.
 *
 * <p>{@link dev.hindsight.adapter.stepping.Steps} is the list of plans. They set breakpoints where a move could end,
 * run there, and look whether it is the same call ({@link dev.hindsight.adapter.stepping.Activation}); nothing is
 * stepped through instruction by instruction, so a move over a call of 10^8 steps costs one run. What the user wants
 * to be stopped at ({@link dev.hindsight.adapter.stepping.UserStops}) is honoured on the way.
 *
 * <p>May use {@code dwarf}, {@code emulator.client}, {@code emulator.isa}, {@code emulator.machine}, {@code emulator.rtos}, {@code
 * emulator.timeline}, {@code eval}, {@code frames} and {@code symbols}.
 */
@NullMarked
package dev.hindsight.adapter.stepping;

import org.jspecify.annotations.NullMarked;
