/**
 * Shares one timeline among clients: gdb, IDEs and the console stand on the same history and move on it together.
 *
 * <p>{@link dev.hindsight.emulator.session.TimelineSession} owns the machine's thread and a queue of actions; {@link
 * dev.hindsight.emulator.client.TimelineClient} is what a connection holds; a {@link dev.hindsight.emulator.client.Move} is
 * a plan that runs on the machine's thread through a {@link dev.hindsight.emulator.client.TimelineMover}. While that thread
 * waits for something to do, who reads does so on the own thread, with the machine to itself.
 *
 * <p>May use {@code client}, {@code machine} and {@code timeline}.
 */
@NullMarked
package dev.hindsight.emulator.session;

import org.jspecify.annotations.NullMarked;
