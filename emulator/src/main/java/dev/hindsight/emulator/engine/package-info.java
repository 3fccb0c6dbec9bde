/**
 * Runs a hart: {@link dev.hindsight.emulator.engine.Interpreter} executes decoded instructions until something needs the
 * board. It owns caches and nothing else: emptying them changes no bit that a guest can see. May use {@code isa}, {@code
 * hart}, {@code bus} and {@code machine}.
 */
@NullMarked
package dev.hindsight.emulator.engine;

import org.jspecify.annotations.NullMarked;
