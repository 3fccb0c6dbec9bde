package dev.hindsight.rsp.client;

import java.io.IOException;

/** Carries bytes to a stub and back. {@link #send} may be called from any thread, the rest from one. */
public interface Transport extends AutoCloseable {
    /** How long {@link #receive} waits when nothing else ends the wait. */
    int FOREVER = 0;

    void send(byte[] bytes) throws IOException;

    /**
     * Waits for bytes and gives how many came, or -1 at the end of the connection; throws {@link
     * java.net.SocketTimeoutException} after {@code timeoutMillis} without any.
     */
    int receive(byte[] buffer, int timeoutMillis) throws IOException;

    @Override
    void close();
}
