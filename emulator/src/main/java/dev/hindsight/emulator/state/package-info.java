/**
 * Mutable state behind one method: a {@link dev.hindsight.emulator.state.Stateful} names each field once, and saving,
 * restoring and hashing follow from that.
 *
 * <p>May use nothing of ours.
 */
@NullMarked
package dev.hindsight.emulator.state;

import org.jspecify.annotations.NullMarked;
