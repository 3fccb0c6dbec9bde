/**
 * C expressions over one frame: {@link Evaluator} reads text, {@link Value} is what there is, shows itself and its parts.
 *
 * <p>Nothing is written here: an assignment is returned as the {@link Write}s that would perform it. Whatever is wrong
 * is an {@link EvalException} with a sentence. May use {@code frames}, {@code symbols} and {@code dwarf}.
 */
@NullMarked
package dev.hindsight.adapter.eval;

import org.jspecify.annotations.NullMarked;
