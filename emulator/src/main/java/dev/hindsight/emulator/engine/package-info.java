/**
 * Runs a hart: an {@link dev.hindsight.emulator.engine.ExecutionEngine} executes instructions until something needs the
 * board, and owns caches only; {@link dev.hindsight.emulator.engine.Interpreter} is the one that there is. What is no cache
 * stands beside it: memory, what a run looks for, what it met, what ran.
 *
 * <p>May use {@code bus}, {@code fp}, {@code hart}, {@code isa} and {@code machine}.
 */
@NullMarked
package dev.hindsight.emulator.engine;

import org.jspecify.annotations.NullMarked;
