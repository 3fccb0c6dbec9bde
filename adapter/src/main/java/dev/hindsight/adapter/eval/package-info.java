/**
 * C expressions over one frame: {@link Evaluator} reads text, {@link Value} is what there is, shows itself and its
 * parts.
 *
 * <p>Nothing is written here: an assignment is returned as the {@link Write}s that would perform it. Whatever is wrong
 * is an {@link EvalException} with a sentence.
 *
 * <p>May use {@code dwarf}, {@code emulator.elf}, {@code emulator.isa}, {@code emulator.machine}, {@code frames} and
 * {@code symbols}.
 */
@NullMarked
package dev.hindsight.adapter.eval;

import org.jspecify.annotations.NullMarked;
