package dev.hindsight.emulator.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A second connection of a debugger, on which it hears at once what others do: gdb itself listens to its stub only while
 * it waits for a stop. Lines of text: {@code stirred} where the machine may stand elsewhere now, {@code jumped} where a
 * word of {@code monitor} moved it, {@code news SENTENCE}, and of a search of its own {@code searched LINE}.
 */
final class NotificationConnection {
    /** Who reads nothing for so long needs only to know that something happened. */
    private static final int MOST_WAITING = 256;

    private static final Logger LOG = LoggerFactory.getLogger(NotificationConnection.class);

    private final Socket socket;
    private final InputStream in;
    private final BlockingQueue<String> lines = new ArrayBlockingQueue<>(MOST_WAITING);

    /** {@code in} is what is left to read of {@code socket}. */
    NotificationConnection(Socket socket, InputStream in) {
        this.socket = socket;
        this.in = in;
    }

    /** From any thread; never waits. */
    void tell(String line) {
        while (!lines.offer(line)) {
            lines.poll();
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends what is told, until the other side has left or the socket is closed. */
    void serve() {
        Thread sending = new Thread(this::send, Thread.currentThread().getName() + " sends");
        sending.setDaemon(true);
        sending.start();
        try (socket) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException left) {
            LOG.debug("A listener left", left);
        } finally {
            sending.interrupt();
        }
    }

    private void send() {
        try (socket) {
            while (true) {
                socket.getOutputStream().write((lines.take() + "\n").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException left) {
            LOG.debug("A listener left", left);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
