package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.ThreadId;

/** Harts as threads, hart h being thread h + 1; which of them the debugger has selected, and which one stopped. */
final class Harts {
    private final int count;
    private int current;
    private ThreadId forReading = ThreadId.ANY;
    private ThreadId forMoving = ThreadId.ANY;

    Harts(int count) {
        this.count = count;
    }

    int count() {
        return count;
    }

    /** The one that the last stop was about. */
    int current() {
        return current;
    }

    void stopped(int hart) {
        current = hart;
        forReading = ThreadId.ANY;
    }

    /** {@code Hg} */
    void selectForReading(ThreadId thread) {
        hart(thread);
        forReading = thread;
    }

    /** {@code Hc} */
    void selectForMoving(ThreadId thread) {
        hart(thread);
        forMoving = thread;
    }

    int forReading() {
        return hart(forReading);
    }

    int forMoving() {
        return hart(forMoving);
    }

    /** The hart that {@code thread} names, the current one for any and all. */
    int hart(ThreadId thread) {
        if (thread.number() > count) {
            throw new RspException("There is no thread " + thread.number() + ".");
        }
        return thread.isOne() ? thread.number() - 1 : current;
    }

    static ThreadId thread(int hart) {
        return new ThreadId(hart + 1);
    }
}
