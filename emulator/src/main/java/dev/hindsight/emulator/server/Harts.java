package dev.hindsight.emulator.server;

import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.ThreadId;

/** Harts as threads, hart h being thread h + 1; which of them the debugger has selected, and which one stopped. */
final class Harts {
    /** What a peer is marked with that names threads by process and thread. */
    static final String MULTIPROCESS = "multiprocess+";
    /** The one that there is. */
    private static final int PROCESS = 1;

    private final int count;
    private final Peer peer;
    private int current;
    private ThreadId forReading = ThreadId.ANY;
    private ThreadId forMoving = ThreadId.ANY;

    Harts(int count, Peer peer) {
        this.count = count;
        this.peer = peer;
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
        if (thread.number() > count || thread.process() > PROCESS) {
            throw new RspException("There is no thread " + thread + ".");
        }
        return thread.isOne() ? thread.number() - 1 : current;
    }

    ThreadId thread(int hart) {
        return peer.speaks(MULTIPROCESS) ? new ThreadId(PROCESS, hart + 1) : new ThreadId(hart + 1);
    }
}
