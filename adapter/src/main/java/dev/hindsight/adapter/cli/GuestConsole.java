package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** The person at the guest's console: sees what it prints, types, and may let it run. Safe on any thread. */
final class GuestConsole {
    private static final StopPoints CRASHES_ONLY = StopPoints.NONE.stoppingAtCrash(true, List.of());

    private final List<Consumer<Bytes>> displays = new CopyOnWriteArrayList<>();
    private final List<Consumer<String>> readers = new CopyOnWriteArrayList<>();
    private final List<String> unread = new ArrayList<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();
    private final TimelineClient client;

    GuestConsole(TimelineSession session) {
        client = session.join("console", this::hear);
    }

    private void hear(ClientEvent event) {
        if (event instanceof ClientEvent.Console output) {
            displays.forEach(display -> display.accept(output.bytes()));
        } else if (event instanceof ClientEvent.News news) {
            tell(news.sentence());
        } else if (event instanceof ClientEvent.Closed closed) {
            end.complete(closed.why());
        }
    }

    /** From now on output also goes to {@code display}, on the machine's thread. */
    void showOn(Consumer<Bytes> display) {
        displays.add(display);
    }

    /** As {@link #showOn(Consumer)}; a reader of the stream that does not keep up slows the guest, as on a real line. */
    void showOn(PrintStream stream) {
        showOn(bytes -> {
            stream.writeBytes(bytes.toArray());
            stream.flush();
        });
    }

    /** {@code reader} hears what the user is to know of guest and history, also what was said before anyone read. */
    synchronized void tellNewsTo(Consumer<String> reader) {
        readers.add(reader);
        unread.forEach(reader);
        unread.clear();
    }

    private synchronized void tell(String sentence) {
        if (readers.isEmpty()) {
            unread.add(sentence);
        }
        readers.forEach(reader -> reader.accept(sentence));
    }

    void type(Bytes bytes) {
        unlessOver(() -> client.type(bytes));
    }

    /** Types what comes from {@code in}, on a thread of its own. */
    void typeFrom(InputStream in, Runnable atItsEnd) {
        Thread thread = new Thread(
                () -> {
                    pump(in);
                    unlessOver(atItsEnd);
                },
                "console-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(InputStream in) {
        byte[] buffer = new byte[4096];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                type(Bytes.of(Arrays.copyOf(buffer, count)));
            }
        } catch (IOException gone) {
            // A terminal that went away has typed all that it ever will.
        }
    }

    private static void unlessOver(Runnable action) {
        try {
            action.run();
        } catch (RefusedException over) {
            // Nobody listens any more.
        }
    }

    /** Lets the guest run until it exits, crashes or sleeps for ever. */
    CompletableFuture<Stop> run() {
        return client.travel(new Run());
    }

    private static final class Run implements Move<TimelineMover> {
        @Override
        public Stop on(TimelineMover mover) {
            return mover.forward(CRASHES_ONLY, TimelineMover.NO_LIMIT);
        }

        @Override
        public boolean isUnattended() {
            return true;
        }
    }

    /** Completes, with the reason, when the session is over. */
    CompletableFuture<String> end() {
        return end;
    }
}
