/**
 * Call stacks: from the registers and memory of one moment to frames with functions, lines and recovered registers.
 *
 * <p>{@link Unwinder} is the way in. A stack that cannot be followed further is an answer, not an error ({@link
 * Stack#end()}).
 *
 * <p>May use {@code dwarf}, {@code emulator.elf} and {@code symbols}.
 */
@NullMarked
package dev.hindsight.adapter.frames;

import org.jspecify.annotations.NullMarked;
