package dev.hindsight.adapter.dap;

import com.google.gson.JsonObject;
import dev.hindsight.adapter.dap.MachineSource.Capacity;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * A TCP port where DAP is spoken: one debug session a connection, and no more than the machines behind it can bear. Who
 * connects and says nothing is sent away, and takes no session from others until then.
 */
public final class DapDoor implements AutoCloseable {
    /** For the first message; an IDE sends it at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** Connections that have said nothing yet, or are being told that there are too many. */
    private static final int WAITING = 32;

    private final ServerSocket listener;
    private final MachineSource machines;
    private final Capacity capacity;
    private final Semaphore sessions;
    private final Duration patience;
    private final Map<Socket, Thread> connections = new ConcurrentHashMap<>();

    private DapDoor(ServerSocket listener, MachineSource machines, Duration patience) {
        this.listener = listener;
        this.machines = machines;
        this.capacity = machines.capacity();
        this.sessions = new Semaphore(capacity.sessions());
        this.patience = patience;
    }

    /**
     * Every connection launches a machine of its own, whose history may be saved below {@code saveTo}. Port 0 takes a free
     * one.
     */
    public static DapDoor open(Path saveTo, InetSocketAddress address) throws IOException {
        return open(new OwnMachines(saveTo), address);
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
        return open(machines, address, PATIENCE);
    }

    /** {@code patience}: whoever connects must have said something by then. */
    static DapDoor open(MachineSource machines, InetSocketAddress address, Duration patience) throws IOException {
        var door = new DapDoor(new ServerSocket(address.getPort(), 50, address.getAddress()), machines, patience);
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
                if (connections.size() >= capacity.sessions() + WAITING) {
                    closeQuietly(socket);
                    continue;
                }
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
            socket.setSoTimeout((int) patience.toMillis());
            Optional<InputStream> client = DapAdmission.of(socket.getInputStream());
            if (client.isPresent()) {
                InputStream in = new BufferedInputStream(client.get());
                Optional<byte[]> first = DapFrames.read(in);
                if (first.isPresent()) {
                    socket.setSoTimeout(0);
                    serve(first.get(), in, socket.getOutputStream());
                }
            }
        } catch (IOException gone) {
            // A client that went away, or never said anything, is no error.
        } finally {
            connections.remove(socket);
        }
    }

    private void serve(byte[] first, InputStream more, OutputStream out) throws IOException {
        if (sessions.tryAcquire()) {
            try {
                DapConnection.serve(DapFrames.unread(first, more), out, machines);
            } finally {
                sessions.release();
            }
        } else {
            Optional<JsonObject> request = Refusal.request(first);
            if (request.isPresent()) {
                Refusal.write(out, request.get(), capacity.full());
            }
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
