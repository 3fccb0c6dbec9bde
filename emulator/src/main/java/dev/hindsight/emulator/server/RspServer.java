package dev.hindsight.emulator.server;

import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.RspException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets any number of gdbs debug a session. Closing it hangs up on all of them and leaves the session as it is. */
public final class RspServer implements AutoCloseable {
    /** The longest payload in either direction; gdb's own buffers are of this size. */
    static final int PACKET_SIZE = 0x4000;

    private static final Logger LOG = LoggerFactory.getLogger(RspServer.class);

    private final ServerSocket door;
    private final TimelineSession session;
    private final Runnable quit;
    private final Set<RspConnection> connections = ConcurrentHashMap.newKeySet();
    private int visitors;

    private RspServer(ServerSocket door, TimelineSession session, Runnable onQuit) {
        this.door = door;
        this.session = session;
        this.quit = () -> {
            session.end("gdb ended the machine.");
            onQuit.run();
        };
    }

    /** Listens on this machine only; {@code port} 0 takes a free one. */
    public static RspServer open(TimelineSession session, int port, Runnable onQuit) {
        return open(session, new InetSocketAddress(InetAddress.getLoopbackAddress(), port), onQuit);
    }

    /**
     * Listens at {@code address}; throws {@link RspException} with a sentence where that cannot be.
     *
     * @param onQuit called once a debugger has ended the session ({@code kill}, {@code monitor quit})
     */
    public static RspServer open(TimelineSession session, InetSocketAddress address, Runnable onQuit) {
        try {
            ServerSocket door = new ServerSocket();
            door.setReuseAddress(true);
            door.bind(address);
            RspServer server = new RspServer(door, session, onQuit);
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
                welcome(door.accept());
            } catch (IOException e) {
                LOG.debug("The door is closed", e);
            }
        }
    }

    private void welcome(Socket socket) throws IOException {
        visitors++;
        String name = visitors == 1 ? "gdb" : "gdb " + visitors;
        try {
            RspConnection connection = new RspConnection(socket, session, name, quit);
            connections.add(connection);
            connection.start(() -> connections.remove(connection));
        } catch (SessionException over) {
            LOG.debug("{} came too late", name, over);
            socket.close();
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        connections.forEach(RspConnection::close);
    }
}
