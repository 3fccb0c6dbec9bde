package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.RspException;

/** {@code qXfer:OBJECT:read:ANNEX:OFFSET,LENGTH}: a document in parts. */
final class ObjectTransfer {
    private ObjectTransfer() {}

    /** The part asked for; {@code m} says that there is more, {@code l} that this is the last. */
    static String part(String document, PacketCursor arguments, String annex) {
        if (!arguments.until(':').equals(annex)) {
            throw new RspException("There is no such document.");
        }
        return part(document, arguments);
    }

    /** The same, where the annex was read already. */
    static String part(String document, PacketCursor arguments) {
        int offset = arguments.count();
        arguments.expect(',');
        int length = Math.min(arguments.count(), RspServer.PACKET_SIZE - 1);
        arguments.expectEnd();
        int start = Math.min(offset, document.length());
        int end = Math.min(start + length, document.length());
        return (end < document.length() ? "m" : "l") + document.substring(start, end);
    }
}
