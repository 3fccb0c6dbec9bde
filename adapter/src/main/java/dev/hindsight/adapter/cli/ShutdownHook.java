package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.session.TimelineSession;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** At Ctrl-C and SIGTERM the session ends, and the JVM waits a little until everything that it held is closed. */
final class ShutdownHook implements AutoCloseable {
    /** Time enough to write snapshots of a large memory into a recording. */
    private static final long SECONDS = 30;

    private final CountDownLatch closed = new CountDownLatch(1);

    void endOnSignal(TimelineSession session) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            session.end("Hindsight was stopped.");
            try {
                closed.await(SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException hurry) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
