package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.session.TimelineSession;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A TCP port where DAP is spoken: one debug session a connection. */
public final class DapDoor implements AutoCloseable {
    private final ServerSocket listener;
    private final MachineSource machines;
    private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();

    private DapDoor(ServerSocket listener, MachineSource machines) {
        this.listener = listener;
        this.machines = machines;
    }

    /** Every connection launches a machine of its own. Port 0 takes a free one. */
    public static DapDoor open(InetSocketAddress address) throws IOException {
        return open(new OwnMachines(), address);
    }

    /**
     * Every connection attaches to {@code session}; the first ELF of {@code code} is debugged. Port 0 takes a free one.
     */
    public static DapDoor open(TimelineSession session, List<Path> code, InetSocketAddress address) throws IOException {
        return open(new SharedMachine(session, ProgramFile.of(code)), address);
    }

    /** The same, for this machine only. */
    public static DapDoor open(TimelineSession session, List<Path> code, int port) throws IOException {
        return open(session, code, new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    private static DapDoor open(MachineSource machines, InetSocketAddress address) throws IOException {
        var door = new DapDoor(new ServerSocket(address.getPort(), 50, address.getAddress()), machines);
        daemon("dap-door", door::accept).start();
        return door;
    }

    public int port() {
        return listener.getLocalPort();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                Thread connection = daemon("dap-connection", () -> serve(socket));
                connections.put(socket, connection);
                connection.start();
            } catch (IOException closed) {
                if (!listener.isClosed()) {
                    throw new UncheckedIOException(closed);
                }
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            Optional<InputStream> client = Admission.of(socket.getInputStream());
            if (client.isPresent()) {
                DapConnection.serve(client.get(), socket.getOutputStream(), machines);
            }
        } catch (IOException gone) {
            // A client that went away is no error.
        } finally {
            connections.remove(socket);
        }
    }

    /** Takes no more connections, and ends those that there are when they have sent what they have to say. */
    @Override
    public void close() {
        closeQuietly(listener);
        connections.forEach((socket, connection) -> {
            closeQuietly(socket::shutdownInput);
            join(connection);
            closeQuietly(socket);
        });
    }

    /** A client that reads nothing is not waited for any longer than this. */
    private static void join(Thread connection) {
        try {
            connection.join(1000);
        } catch (InterruptedException hurry) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(Closeable closeable) {
        try {
            closeable.close();
        } catch (IOException already) {
            // Nothing is lost: it is to be closed.
        }
    }

    private static Thread daemon(String name, Runnable body) {
        var thread = new Thread(body, name);
        thread.setDaemon(true);
        return thread;
    }
}
