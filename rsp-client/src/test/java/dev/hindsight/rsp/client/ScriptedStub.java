package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketReader;
import dev.hindsight.rsp.wire.PacketWriter;
import java.io.ByteArrayOutputStream;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A stub in memory that answers from a table; several replies to one request follow each other. */
final class ScriptedStub implements Transport {
    final List<String> requests = new ArrayList<>();
    private final Map<String, List<String>> replies = new HashMap<>();
    private final PacketReader reader = PacketReader.ofRequests(1 << 16);
    private final PacketWriter writer = new PacketWriter();
    private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
    private boolean closed;

    ScriptedStub() {
        on(
                "qSupported:swbreak+;hwbreak+;vContSupported+;error-message+",
                "PacketSize=80;ReverseStep+;ReverseContinue+");
        on("vCont?", "vCont;c;C;s;S");
        on("g", "00".repeat(33 * 8));
    }

    ScriptedStub on(String request, String... inOrder) {
        replies.put(request, List.of(inOrder));
        return this;
    }

    /** Sends bytes that nobody asked for, before the next reply. */
    ScriptedStub first(String raw) {
        raw.chars().forEach(pending::write);
        return this;
    }

    @Override
    public void send(byte[] bytes) {
        for (byte b : bytes) {
            reader.accept(b).ifPresent(this::answer);
        }
    }

    private void answer(Incoming incoming) {
        if (incoming instanceof Incoming.Packet packet) {
            requests.add(packet.payload());
            writer.ack();
            replies.getOrDefault(packet.payload(), List.of("")).forEach(writer::reply);
            pending.writeBytes(writer.take());
        } else if (incoming instanceof Incoming.Interrupt) {
            requests.add("interrupt");
        }
    }

    @Override
    public int receive(byte[] buffer, int timeoutMillis) throws SocketTimeoutException {
        if (closed) {
            return -1;
        }
        byte[] bytes = pending.toByteArray();
        if (bytes.length == 0) {
            throw new SocketTimeoutException();
        }
        pending.reset();
        int count = Math.min(7, bytes.length);
        System.arraycopy(bytes, 0, buffer, 0, count);
        pending.write(bytes, count, bytes.length - count);
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
