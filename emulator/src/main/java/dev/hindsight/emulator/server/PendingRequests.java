package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.Incoming;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/** What a debugger sent that is not answered yet. */
final class PendingRequests {
    /** A debugger waits for its answers; one that sends on and on does not, and must not fill the memory. */
    private static final long MOST_BYTES = 4 << 20;
    /** Of one that is empty, about. */
    private static final int BYTES_EACH = 64;

    private final BlockingQueue<Incoming> queue = new LinkedBlockingQueue<>();
    private final AtomicLong bytes = new AtomicLong();

    /** Never waits; false where too much waits already. */
    boolean offer(Incoming request) {
        return bytes.addAndGet(size(request)) <= MOST_BYTES && queue.add(request);
    }

    Incoming take() throws InterruptedException {
        Incoming request = queue.take();
        bytes.addAndGet(-size(request));
        return request;
    }

    private static long size(Incoming request) {
        return BYTES_EACH
                + (request instanceof Incoming.Packet packet ? packet.payload().length() : 0);
    }
}
