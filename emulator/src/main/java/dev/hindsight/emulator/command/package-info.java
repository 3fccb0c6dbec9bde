/**
 * The words that a user types to travel, once for all front ends: gdb's {@code monitor} and an IDE's Debug Console.
 *
 * <p>{@link dev.hindsight.emulator.command.Commands} is the table; a {@link
 * dev.hindsight.emulator.command.CommandGroup} adds the rows of one feature. A command says something at once, or
 * gives a plan that its front end runs as it runs every move, so that its debugger learns where it went.
 *
 * <p>May use {@code client}, {@code machine} and {@code timeline}.
 */
@NullMarked
package dev.hindsight.emulator.command;

import org.jspecify.annotations.NullMarked;
