package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** A stub behind a TCP port. */
public final class SocketTransport implements Transport {
    private static final int CONNECT_TIMEOUT_MILLIS = 5000;

    private final Socket socket;

    private SocketTransport(Socket socket) {
        this.socket = socket;
    }

    public static SocketTransport connect(String host, int port) {
        Socket socket = new Socket();
        try {
            socket.setTcpNoDelay(true);
            socket.connect(new InetSocketAddress(host, port), CONNECT_TIMEOUT_MILLIS);
            return new SocketTransport(socket);
        } catch (IOException e) {
            close(socket);
            throw new RspException("No stub answers at " + host + ":" + port + " (" + e.getMessage() + ").", e);
        }
    }

    @Override
    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    @Override
    public int receive(byte[] buffer, int timeoutMillis) throws IOException {
        socket.setSoTimeout(timeoutMillis);
        return socket.getInputStream().read(buffer);
    }

    @Override
    public void close() {
        close(socket);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
