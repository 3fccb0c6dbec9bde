package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketReader;
import dev.hindsight.rsp.wire.PacketWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The debugger's end of a connection, packet by packet. */
final class Debugger implements AutoCloseable {
    /** However slow the host is. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final Socket socket;
    private final PacketReader reader = PacketReader.ofReplies(1 << 20);
    private final PacketWriter writer = new PacketWriter();
    private final byte[] buffer = new byte[1 << 16];
    private final Deque<Incoming> incoming = new ArrayDeque<>();

    Debugger(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout((int) PATIENCE.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the acknowledgements, and understands what gdb 13 understands. */
    Debugger greet() {
        ask("qSupported:swbreak+;hwbreak+;vContSupported+");
        ask("QStartNoAckMode");
        return this;
    }

    /** The next packet that answers this one. */
    String ask(String packet) {
        send(packet);
        return next();
    }

    String monitor(String command) {
        return Hex.text(ask("qRcmd," + Hex.ofText(command))).strip();
    }

    void send(String packet) {
        raw(writer.request(packet).take());
    }

    void interrupt() {
        raw(new byte[] {3});
    }

    void raw(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it could be sent: the server may have hung up. */
    boolean rawUnlessGone(byte[] bytes) {
        try {
            raw(bytes);
            return true;
        } catch (UncheckedIOException gone) {
            return false;
        }
    }

    /** The next packet; acknowledgements are passed over. */
    String next() {
        while (true) {
            Incoming next = any().orElseThrow(() -> new AssertionError("The server hung up."));
            if (next instanceof Incoming.Packet packet) {
                return packet.payload();
            }
        }
    }

    /** Whatever comes next; empty where the server hung up. */
    Optional<Incoming> any() {
        try {
            while (incoming.isEmpty()) {
                int count = socket.getInputStream().read(buffer);
                if (count < 0) {
                    return Optional.empty();
                }
                for (int i = 0; i < count; i++) {
                    reader.accept(buffer[i]).ifPresent(incoming::add);
                }
            }
            return Optional.of(incoming.remove());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] latin1(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
