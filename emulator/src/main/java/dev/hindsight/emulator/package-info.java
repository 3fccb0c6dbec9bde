/**
 * The front door: {@link dev.hindsight.emulator.Emulator} makes a running session of a guest and its configuration.
 *
 * <p>May use {@code board}, {@code client}, {@code device}, {@code elf}, {@code isa}, {@code machine},
 * {@code recording}, {@code session} and {@code timeline}.
 */
@NullMarked
package dev.hindsight.emulator;

import org.jspecify.annotations.NullMarked;
