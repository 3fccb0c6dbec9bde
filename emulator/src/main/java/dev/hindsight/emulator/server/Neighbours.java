package dev.hindsight.emulator.server;

import dev.hindsight.emulator.session.SessionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;

/**
 * What the other clients of the session did since this debugger last stopped. Told on the machine's thread, asked on the
 * connection's.
 */
final class Neighbours implements Consumer<SessionEvent> {
    /** A debugger that resumes nothing does not want to hear of everything once it does. */
    private static final int MOST_NEWS = 16;

    private final Runnable whenClosed;
    private final SearchLines searches;
    private final ArrayBlockingQueue<String> news = new ArrayBlockingQueue<>(MOST_NEWS);
    private volatile boolean running;
    private volatile boolean acted;

    Neighbours(Runnable whenClosed, SearchLines searches) {
        this.whenClosed = whenClosed;
        this.searches = searches;
    }

    @Override
    public void accept(SessionEvent event) {
        if (event instanceof SessionEvent.Running) {
            running = true;
        } else if (event instanceof SessionEvent.Moved) {
            acted = true;
            running = false;
        } else if (event instanceof SessionEvent.Written) {
            acted = true;
        } else if (event instanceof SessionEvent.News it) {
            news.offer(it.sentence());
        } else if (event instanceof SessionEvent.Progress progress) {
            searches.heard(progress);
        } else if (event instanceof SessionEvent.Closed) {
            whenClosed.run();
        }
    }

    /** Whether another client runs the machine now. */
    boolean running() {
        return running;
    }

    /** Whether another client moved or wrote, so that this debugger may have to be brought to where the machine stands. */
    boolean acted() {
        return acted;
    }

    /** What the user has not been told yet: gdb shows text only while it waits for a resume. */
    List<String> news() {
        List<String> told = new ArrayList<>();
        news.drainTo(told);
        return told;
    }

    void forget() {
        acted = false;
    }
}
