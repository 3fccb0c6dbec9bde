package dev.hindsight.emulator.server;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What the other clients of the session did since this debugger last stopped. Told on the machine's thread, asked on the
 * connection's.
 */
final class OtherClients implements Consumer<ClientEvent> {
    /** A user who asks for nothing does not want to hear of everything once he does. */
    private static final int MOST_NEWS = 16;

    private final Runnable whenClosed;
    private final SearchLines searches;
    private final ArrayBlockingQueue<String> news = new ArrayBlockingQueue<>(MOST_NEWS);
    private volatile @Nullable NotificationConnection listener;
    private volatile boolean running;
    private volatile boolean acted;
    private volatile String lastAct = "";
    private boolean jumped;
    private boolean accompanied;

    OtherClients(Runnable whenClosed, SearchLines searches) {
        this.whenClosed = whenClosed;
        this.searches = searches;
    }

    private void acted(String what) {
        lastAct = what;
        acted = true;
        tell("stirred");
    }

    /** From now on a second connection hears of everything at once. */
    void tellAtOnce(NotificationConnection to) {
        listener = to;
    }

    @Override
    public void accept(ClientEvent event) {
        if (event instanceof ClientEvent.Running) {
            running = true;
        } else if (event instanceof ClientEvent.Moved moved) {
            running = false;
            acted(String.format(
                            Locale.ROOT,
                            "%s moved to step %,d",
                            moved.by(),
                            moved.stop().step())
                    .replace(',', ' '));
        } else if (event instanceof ClientEvent.Written written) {
            acted(written.by() + " wrote to the machine");
        } else if (event instanceof ClientEvent.News it) {
            note(it.sentence());
        } else if (event instanceof ClientEvent.Progress progress) {
            searches.heard(progress).ifPresent(line -> tell("searched " + line));
        } else if (event instanceof ClientEvent.Closed) {
            whenClosed.run();
        }
    }

    /** Our commands file is there: it will ask. */
    void accompany() {
        accompanied = true;
    }

    boolean accompanied() {
        return accompanied;
    }

    /** Something to tell the user: at once where somebody listens, or when gdb next shows text. */
    void note(String sentence) {
        if (!tell("news " + sentence)) {
            news.offer(sentence);
        }
    }

    /** The user jumped in words that gdb does not understand. Whether our commands file will make gdb look again. */
    boolean tellOfJump() {
        jumped = true;
        tell("jumped");
        return accompanied;
    }

    /** Whether gdb does not know of such a jump yet. */
    boolean jumped() {
        return jumped;
    }

    /** Whether gdb does not know where the machine stands because of another client, or of such a jump. */
    boolean left(TimelineClient client) {
        return jumped || acted && !running && !client.isCurrent();
    }

    /** Who did what last, for the user; empty where it was he himself. */
    String lastAct() {
        return lastAct;
    }

    /** The debugger has left. */
    void leave() {
        NotificationConnection listening = listener;
        if (listening != null) {
            listening.close();
        }
    }

    /** Whether somebody listens. */
    private boolean tell(String line) {
        NotificationConnection listening = listener;
        if (listening != null) {
            listening.tell(line);
        }
        return listening != null;
    }

    /** Whether another client runs the machine now. */
    boolean running() {
        return running;
    }

    /** Whether another client moved or wrote, so that this debugger may have to be brought to where the machine stands. */
    boolean acted() {
        return acted;
    }

    /** What the user has not been told yet: gdb shows text only while it waits for a resume, or for a command of ours. */
    List<String> news() {
        List<String> told = new ArrayList<>();
        news.drainTo(told);
        return told;
    }

    void forget() {
        acted = false;
        lastAct = "";
        jumped = false;
    }
}
