package dev.hindsight.adapter.cli.bench;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketCursor;
import dev.hindsight.rsp.wire.PacketReader;
import dev.hindsight.rsp.wire.PacketWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stub without a machine, for one debugger: whatever is read, the answer is the same and lies ready. What gdb gets from
 * it is the most that gdb can get.
 */
final class ConstantStub implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ConstantStub.class);
    private static final int REGISTERS = 33;

    private final ServerSocket door;
    private final long base;
    private final byte[] content;
    private final int packetSize;
    private final Map<String, byte[]> ready = new HashMap<>();
    private final PacketWriter writer = new PacketWriter();
    private boolean acknowledging = true;

    /** {@code content} is what all memory begins with; a packet of either side holds {@code packetSize} bytes. */
    ConstantStub(long base, byte[] content, int packetSize) {
        this.base = base;
        this.content = content.clone();
        this.packetSize = packetSize;
        try {
            door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread thread = new Thread(this::serve, "constant stub");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return door.getLocalPort();
    }

    private void serve() {
        try (Socket socket = door.accept()) {
            socket.setTcpNoDelay(true);
            InputStream in = socket.getInputStream();
            OutputStream out = socket.getOutputStream();
            PacketReader reader = PacketReader.ofRequests(packetSize);
            byte[] buffer = new byte[packetSize];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int i = 0; i < count; i++) {
                    Optional<Incoming> incoming = reader.accept(buffer[i]);
                    if (incoming.isPresent() && incoming.get() instanceof Incoming.Packet packet) {
                        out.write(framed(packet.payload()));
                    }
                }
            }
        } catch (IOException over) {
            LOG.debug("gdb left, or never came", over);
        }
    }

    private byte[] framed(String request) {
        if (request.startsWith("m") || request.startsWith("x")) {
            return ready.computeIfAbsent(
                    request, key -> writer.reply(memory(key)).take());
        }
        if (acknowledging) {
            writer.ack();
        }
        return writer.reply(answer(request)).take();
    }

    private String answer(String request) {
        if (request.startsWith("qSupported")) {
            return "PacketSize=" + Integer.toHexString(packetSize) + ";QStartNoAckMode+;binary-upload+";
        }
        switch (request) {
            case "QStartNoAckMode":
                acknowledging = false;
                return "OK";
            case "?":
                return "S05";
            case "g":
                return "0".repeat(REGISTERS * 2 * Long.BYTES);
            default:
                return "";
        }
    }

    private String memory(String request) {
        PacketCursor arguments = new PacketCursor(request, 1);
        int from = (int) Math.max(0, Math.min(arguments.hex() - base, content.length));
        arguments.expect(',');
        int count = Math.min(arguments.count(), packetSize / 2);
        byte[] bytes = Arrays.copyOfRange(content, from, from + count);
        return request.startsWith("m") ? Hex.of(bytes) : "b" + new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
