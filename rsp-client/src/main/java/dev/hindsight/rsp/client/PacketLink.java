package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketReader;
import dev.hindsight.rsp.wire.PacketWriter;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Sends requests and receives replies over a transport: acknowledges, and sends again what arrived damaged. */
final class PacketLink implements AutoCloseable {
    private static final int LONGEST_REPLY = 1 << 20;
    private static final int MOST_RESENDS = 3;

    private final Transport transport;
    private final PacketReader reader = PacketReader.ofReplies(LONGEST_REPLY);
    private final PacketWriter writer = new PacketWriter();
    private final Deque<String> replies = new ArrayDeque<>();
    private final byte[] buffer = new byte[1 << 14];
    private byte[] lastRequest = {};
    private int resends;
    private boolean acknowledging = true;

    PacketLink(Transport transport) {
        this.transport = transport;
    }

    void stopAcknowledging() {
        acknowledging = false;
    }

    void send(String request) {
        replies.clear();
        lastRequest = writer.request(request).take();
        resends = 0;
        transmit(lastRequest);
    }

    /** May be called from any thread. */
    void interrupt() {
        transmit(new PacketWriter().interrupt().take());
    }

    /** The next reply, waited for at most so long. */
    String receive(int timeoutMillis) {
        while (replies.isEmpty()) {
            int count = read(timeoutMillis);
            for (int i = 0; i < count; i++) {
                Optional<Incoming> incoming = reader.accept(buffer[i]);
                incoming.ifPresent(this::take);
            }
        }
        return replies.remove();
    }

    private int read(int timeoutMillis) {
        try {
            int count = transport.receive(buffer, timeoutMillis);
            if (count < 0) {
                throw new RspException("The stub closed the connection.");
            }
            return count;
        } catch (SocketTimeoutException e) {
            throw new RspException("The stub did not answer within " + timeoutMillis + " ms.", e);
        } catch (IOException e) {
            throw new RspException("The connection to the stub broke: " + e.getMessage() + ".", e);
        }
    }

    private void take(Incoming incoming) {
        if (incoming instanceof Incoming.Packet packet) {
            if (acknowledging) {
                transmit(writer.ack().take());
            }
            replies.add(packet.payload());
        } else if (incoming instanceof Incoming.Nack) {
            resend();
        } else if (incoming instanceof Incoming.Corrupt corrupt) {
            if (!acknowledging) {
                throw new RspException(corrupt.why());
            }
            transmit(writer.nack().take());
        } else if (incoming instanceof Incoming.TooLong tooLong) {
            throw new RspException("The stub sent a reply of more than " + tooLong.limit() + " bytes.");
        }
    }

    private void resend() {
        if (++resends > MOST_RESENDS) {
            throw new RspException("The stub refused a packet " + MOST_RESENDS + " times as damaged.");
        }
        transmit(lastRequest);
    }

    private void transmit(byte[] bytes) {
        try {
            transport.send(bytes);
        } catch (IOException e) {
            throw new RspException("The connection to the stub broke: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
