package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.ClientEvent;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Lines for gdb's user that say how far a search of this debugger is: after the first second, one a second. Told on the
 * machine's thread, taken on the connection's.
 */
final class SearchLines {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final Optional<String> END = Optional.empty();

    private final String name;
    private final LongSupplier clock;
    private final BlockingQueue<Optional<String>> lines = new LinkedBlockingQueue<>();
    private volatile long lastLine;

    /** {@code name}: the debugger's, as the session tells it; {@code clock} counts nanoseconds. */
    SearchLines(String name, LongSupplier clock) {
        this.name = name;
        this.clock = clock;
    }

    /** A move begins. */
    void begin() {
        lines.clear();
        lastLine = clock.getAsLong();
    }

    /** Gives the line that is due, if one is; it is in the queue already. */
    Optional<String> heard(ClientEvent.Progress progress) {
        long now = clock.getAsLong();
        if (!progress.by().equals(name) || now - lastLine < SECOND) {
            return Optional.empty();
        }
        lastLine = now;
        Optional<String> line = Optional.of(String.format(
                Locale.ROOT, "[%s %d %% of %,d steps]", progress.done(), progress.percent(), progress.total()));
        lines.add(line);
        return line;
    }

    /** The move has ended. */
    void end() {
        lines.add(END);
    }

    /** The next line, once there is one; empty at the end of the move. */
    Optional<String> next() throws InterruptedException {
        return lines.take();
    }
}
