package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Incoming;

/**
 * Tells a packet that a debugger sends again from a new one. Belongs to the thread that reads.
 *
 * <p>[GDB manual, Packet Acknowledgment] A debugger that waits too long for our acknowledgement (gdb: 2 s, its {@code
 * remotetimeout}) sends its packet again. Over a connection that loses nothing the first one is on its way to its answer,
 * and a second answer would be taken for that of the next packet. A debugger sends nothing new before it has acknowledged
 * the last answer, which tells the two apart.
 */
final class DuplicatePackets {
    private String last = "";
    private boolean awaitsAck;
    /** Whether it acknowledges answers at all: not every script does. */
    private boolean acknowledges;

    /** The debugger acknowledged an answer. */
    void acknowledged() {
        acknowledges = true;
        awaitsAck = false;
    }

    /** Whether the answer to this packet is on its way already; {@code acknowledging} where packets still are. */
    boolean has(Incoming.Packet packet, boolean acknowledging) {
        if (acknowledges && awaitsAck && packet.payload().equals(last)) {
            return true;
        }
        last = packet.payload();
        awaitsAck = acknowledging;
        return false;
    }
}
