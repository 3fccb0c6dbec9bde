/**
 * What a front end needs of the machine that it debugs, wherever that runs: one vocabulary for the gdb stub, the Debug
 * Adapter Protocol server and the command line.
 *
 * <p>A {@link dev.hindsight.emulator.client.Client} reads, writes, moves and interrupts. What not every target can do is
 * a richer client, which one asks for: {@link dev.hindsight.emulator.client.ReverseClient} goes backward, {@link
 * dev.hindsight.emulator.client.TimelineClient} knows the recorded history. A {@link dev.hindsight.emulator.client.Move}
 * is a plan that runs on the machine's thread through a {@link dev.hindsight.emulator.client.Mover}.
 *
 * <p>May use {@code machine} and {@code timeline}.
 */
@NullMarked
package dev.hindsight.emulator.client;

import org.jspecify.annotations.NullMarked;
