package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets any number of gdbs debug a session. Closing it hangs up on all of them and leaves the session as it is. */
public final class RspServer implements AutoCloseable {
    /** The longest payload in either direction. What two threads need to hand a packet on is as much for any length. */
    static final int PACKET_SIZE = 0x8000;

    /** How the second connection of a debugger begins, see {@link NotificationConnection}; its name follows, and a line feed. */
    private static final String LISTEN = "listen for ";

    private static final int LONGEST_LINE = 64;

    private static final Logger LOG = LoggerFactory.getLogger(RspServer.class);

    private final ServerSocket door;
    private final TimelineSession session;
    private final Optional<GuestProgram> program;
    private final Runnable quit;
    private final Set<Socket> visitors = ConcurrentHashMap.newKeySet();
    private final Set<RspConnection> connections = ConcurrentHashMap.newKeySet();
    private int debuggers;

    private RspServer(ServerSocket door, TimelineSession session, Optional<GuestProgram> program, Runnable onQuit) {
        this.door = door;
        this.session = session;
        this.program = program;
        this.quit = () -> {
            session.end("gdb ended the machine.");
            onQuit.run();
        };
    }

    /** Listens on this machine only; {@code port} 0 takes a free one. The debugger has to know the program by itself. */
    public static RspServer open(TimelineSession session, int port, Runnable onQuit) {
        return open(session, List.of(), port, onQuit);
    }

    /** Listens on this machine only; {@code code} is where a debugger that was given no file finds the program. */
    public static RspServer open(TimelineSession session, List<Path> code, int port, Runnable onQuit) {
        return open(session, code, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), onQuit);
    }

    /**
     * Listens at {@code address}; throws {@link RspException} with a sentence where that cannot be.
     *
     * @param onQuit called once a debugger has ended the session ({@code kill}, {@code monitor quit})
     */
    public static RspServer open(TimelineSession session, List<Path> code, InetSocketAddress address, Runnable onQuit) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(address);
            RspServer server = new RspServer(door, session, GuestProgram.among(code), onQuit);
            Thread thread = new Thread(server::listen, "gdb door");
            thread.setDaemon(true);
            thread.start();
            return server;
        } catch (IOException e) {
            throw new RspException(
                    "gdb's port " + address.getPort() + " cannot be opened (" + e.getMessage()
                            + "): choose another, or 0 for a free one.",
                    e);
        }
    }

    public int port() {
        return door.getLocalPort();
    }

    private void listen() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                visitors.add(socket);
                Thread thread = new Thread(() -> welcome(socket), "gdb visitor");
                thread.setDaemon(true);
                thread.start();
            } catch (IOException e) {
                LOG.debug("The door is closed", e);
            }
        }
    }

    /** The first byte tells a debugger from the ear of one; who is neither must leave. */
    private void welcome(Socket socket) {
        try {
            InputStream in = socket.getInputStream();
            int first = in.read();
            if (first == LISTEN.charAt(0)) {
                listen(socket, in);
            } else if (GdbAdmission.mayBegin(first)) {
                debug(socket, (byte) first);
                return;
            }
        } catch (IOException | RefusedException over) {
            LOG.debug("A visitor left, or came too late", over);
        }
        forget(socket);
    }

    private void forget(Socket socket) {
        visitors.remove(socket);
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private synchronized void debug(Socket socket, byte first) throws IOException {
        debuggers++;
        String name = debuggers == 1 ? "gdb" : "gdb " + debuggers;
        RspConnection connection = new RspConnection(socket, first, session, program, name, quit);
        connections.add(connection);
        connection.start(() -> {
            connections.remove(connection);
            visitors.remove(socket);
        });
    }

    private void listen(Socket socket, InputStream in) throws IOException {
        String line = line(in);
        String name = line.substring(Math.min(LISTEN.length(), line.length()));
        for (RspConnection connection : connections) {
            if (line.startsWith(LISTEN) && connection.name().equals(name)) {
                NotificationConnection listener = new NotificationConnection(socket, in);
                connection.tellAtOnce(listener);
                listener.serve();
            }
        }
    }

    /** Up to where it is no greeting of an ear any more. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(LISTEN.substring(0, 1));
        while (line.length() < LONGEST_LINE && (line.indexOf(LISTEN) == 0 || LISTEN.startsWith(line.toString()))) {
            int next = in.read();
            if (next < 0 || next == '\n') {
                break;
            }
            line.append((char) next);
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        visitors.forEach(this::forget);
    }
}
