/**
 * The door for gdb: a stub that speaks the Remote Serial Protocol, forward and backward in time.
 *
 * <p>{@link dev.hindsight.emulator.server.RspServer} listens; each connection is a client of the session with its own
 * {@link dev.hindsight.emulator.server.CommandTable}, filled by one {@link dev.hindsight.emulator.server.CommandGroup} a
 * feature. To find a packet, know its feature. May use {@code command}, {@code session}, {@code timeline}, {@code
 * machine}, {@code rtos}, {@code isa} and {@code rsp.wire}.
 */
@NullMarked
package dev.hindsight.emulator.server;

import org.jspecify.annotations.NullMarked;
