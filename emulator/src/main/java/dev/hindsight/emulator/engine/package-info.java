/**
 * Runs a hart: {@link dev.hindsight.emulator.engine.Interpreter} executes decoded instructions until something needs
 * the board. Its caches may be emptied at any time: that changes no bit that a guest can see.
 *
 * <p>May use {@code bus}, {@code fp}, {@code hart}, {@code isa} and {@code machine}.
 */
@NullMarked
package dev.hindsight.emulator.engine;

import org.jspecify.annotations.NullMarked;
