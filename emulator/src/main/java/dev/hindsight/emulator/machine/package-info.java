/**
 * What a timeline needs of a machine, and nothing else: run to a step, deliver inputs, capture and restore.
 *
 * <p>The law: the state at a step is a function of the program, the configuration and the delivered inputs alone. How
 * a step was reached (slices, breakpoints, restores) is invisible in {@link Machine#hash()}, in snapshots and to
 * inspectors.
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.emulator.machine;

import org.jspecify.annotations.NullMarked;
