package dev.hindsight.adapter.cli.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.PacketReader;
import dev.hindsight.rsp.wire.PacketWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads memory from a stub as fast as a client can, so that the time is the stub's: requests are ready made, and of a
 * reply only the end is looked for.
 */
final class RawReads implements AutoCloseable {
    private static final int CHECKSUM = 3;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private final int piece;
    private final byte[] buffer;

    /** Asks for as much at once as gdb does, half of a packet, in which it fits as hexadecimal. */
    RawReads(int port, int packetSize) {
        piece = packetSize / 2;
        buffer = new byte[4 * packetSize];
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = socket.getInputStream();
            out = socket.getOutputStream();
            ask(request("qSupported:binary-upload+"));
            ask(request("QStartNoAckMode"));
            out.write('+');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies at {@code address}, by packets of that kind ({@code m} or {@code x}); decoded, unlike when timed. */
    byte[] read(char kind, long address, int length) {
        byte[] content = new byte[length];
        int done = 0;
        for (byte[] request : requests(kind, address, length)) {
            String payload = payload(ask(request));
            if (payload.isEmpty() || payload.startsWith("E")) {
                throw new BenchException("The stub's answer to '" + kind + "' is '" + payload + "'.");
            }
            byte[] part = kind == 'x' ? payload.substring(1).getBytes(ISO_8859_1) : Hex.bytes(payload);
            System.arraycopy(part, 0, content, done, part.length);
            done += part.length;
        }
        return content;
    }

    /** The milliseconds that each of {@code times} reads of it all takes. */
    double[] timed(char kind, long address, int length, int times) {
        List<byte[]> requests = requests(kind, address, length);
        double[] milliseconds = new double[times];
        for (int i = 0; i < times; i++) {
            long began = System.nanoTime();
            requests.forEach(this::ask);
            milliseconds[i] = (System.nanoTime() - began) / 1e6;
        }
        return milliseconds;
    }

    private List<byte[]> requests(char kind, long address, int length) {
        List<byte[]> requests = new ArrayList<>();
        for (int done = 0; done < length; done += piece) {
            String place = Long.toHexString(address + done) + "," + Integer.toHexString(Math.min(piece, length - done));
            requests.add(request(kind + place));
        }
        return requests;
    }

    private static byte[] request(String payload) {
        return new PacketWriter().request(payload).take();
    }

    /** The size of the reply, which is in the buffer. An unescaped # is nowhere but at its end. */
    private int ask(byte[] request) {
        try {
            out.write(request);
            int size = 0;
            while (size < CHECKSUM || buffer[size - CHECKSUM] != '#') {
                int count = in.read(buffer, size, buffer.length - size);
                if (count <= 0) {
                    throw new BenchException("The stub closed the connection, or sent more than it was asked for.");
                }
                size += count;
            }
            return size;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String payload(int size) {
        PacketReader reader = PacketReader.ofReplies(buffer.length);
        for (int i = 0; i < size; i++) {
            Optional<Incoming> incoming = reader.accept(buffer[i]);
            if (incoming.isPresent() && incoming.get() instanceof Incoming.Packet packet) {
                return packet.payload();
            }
        }
        throw new BenchException("The stub's reply is not a packet.");
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
