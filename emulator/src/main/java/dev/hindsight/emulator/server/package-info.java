/**
 * The door for gdb: a stub that speaks the Remote Serial Protocol, forward and backward in time.
 *
 * <p>{@link dev.hindsight.emulator.server.RspServer} listens; each connection is a client of the session with its own
 * {@link dev.hindsight.emulator.server.CommandTable}, filled by one {@link dev.hindsight.emulator.server.PacketGroup}
 * a feature. To find a packet, know its feature.
 *
 * <p>May use {@code client}, {@code command}, {@code isa}, {@code machine}, {@code rsp.wire}, {@code rtos},
 * {@code session} and {@code timeline}.
 */
@NullMarked
package dev.hindsight.emulator.server;

import org.jspecify.annotations.NullMarked;
