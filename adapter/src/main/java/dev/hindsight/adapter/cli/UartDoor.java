package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.machine.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * The guest's console as a TCP port. Whoever is connected hears all output from then on, and all may type.
 * A thread accepts, one writes to all, and one a connection reads.
 */
final class UartDoor implements AutoCloseable {
    /** Whoever types so slowly is a person, and wants to see it. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ServerSocket listener;
    private final Consumer<Bytes> keyboard;
    private final Duration patience;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Bytes> output = new LinkedBlockingQueue<>();

    private UartDoor(ServerSocket listener, Consumer<Bytes> keyboard, Duration patience) {
        this.listener = listener;
        this.keyboard = keyboard;
        this.patience = patience;
    }

    /** Opens the door; port 0 takes a free one. What comes in goes to {@code keyboard}, on a thread of the door's. */
    static UartDoor open(InetSocketAddress address, Consumer<Bytes> keyboard) throws IOException {
        return open(address, keyboard, PATIENCE);
    }

    /** {@code patience}: what may become a browser's request is held back for so long after its last byte. */
    static UartDoor open(InetSocketAddress address, Consumer<Bytes> keyboard, Duration patience) throws IOException {
        UartDoor door = new UartDoor(new ServerSocket(address.getPort(), 50, address.getAddress()), keyboard, patience);
        door.daemon("uart-door", door::accept);
        door.daemon("uart-output", door::write);
        return door;
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Returns at once; where nobody is connected the bytes are gone, as on a real line. */
    void show(Bytes bytes) {
        if (!connections.isEmpty()) {
            output.add(bytes);
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket socket = listener.accept();
                socket.setTcpNoDelay(true);
                connections.add(socket);
                daemon("uart-input", () -> read(socket));
            }
        } catch (IOException closed) {
            // The door was closed.
        }
    }

    private void read(Socket socket) {
        byte[] buffer = new byte[4096];
        UartAdmission admission = new UartAdmission();
        try (InputStream in = socket.getInputStream()) {
            int count = in.read(buffer);
            while (count >= 0) {
                Optional<byte[]> typed = admission.hear(buffer, count);
                if (typed.isEmpty()) {
                    return;
                }
                type(typed.get());
                count = awaitMore(socket, in, buffer, admission);
            }
            type(admission.release());
        } catch (IOException gone) {
            // One who went away only stops typing.
        } finally {
            connections.remove(socket);
        }
    }

    private int awaitMore(Socket socket, InputStream in, byte[] buffer, UartAdmission admission) throws IOException {
        if (admission.holds()) {
            socket.setSoTimeout((int) patience.toMillis());
            try {
                return in.read(buffer);
            } catch (SocketTimeoutException silence) {
                type(admission.release());
            } finally {
                socket.setSoTimeout(0);
            }
        }
        return in.read(buffer);
    }

    private void type(byte[] bytes) {
        if (bytes.length > 0) {
            keyboard.accept(Bytes.of(bytes));
        }
    }

    private void write() {
        try {
            while (true) {
                byte[] bytes = output.take().toArray();
                connections.forEach(socket -> write(socket, bytes));
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private void write(Socket socket, byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
        } catch (IOException gone) {
            connections.remove(socket);
        }
    }

    private void daemon(String name, Runnable body) {
        Thread thread = new Thread(body, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Socket socket : connections) {
            socket.close();
        }
    }
}
