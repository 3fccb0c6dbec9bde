/**
 * Call stacks: from the registers and memory of one moment to frames with functions, lines and recovered registers.
 *
 * <p>{@link Unwinder} is the way in. A stack that cannot be followed further is an answer, not an error
 * ({@link Stack#end()}). May use {@code symbols} and {@code dwarf}.
 */
@NullMarked
package dev.hindsight.adapter.frames;

import org.jspecify.annotations.NullMarked;
