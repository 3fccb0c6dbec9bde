package dev.hindsight.adapter.cli;

import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.session.Client;
import dev.hindsight.emulator.session.SessionException;
import dev.hindsight.emulator.session.TimelineSession;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Arrays;

/** Connects the guest's console with the process's standard streams. */
final class HostConsole {
    private final Streams streams;

    HostConsole(Streams streams) {
        this.streams = streams;
    }

    /** Called on the machine's thread: a reader of our output that does not keep up slows the guest, as on a real line. */
    void show(Bytes bytes) {
        PrintStream out = streams.out();
        out.writeBytes(bytes.toArray());
        out.flush();
    }

    /** Types what comes on standard input, on a thread of its own, until its end. */
    void typeInto(TimelineSession session, Client client) {
        Thread thread = new Thread(() -> pump(session, client), "console-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void pump(TimelineSession session, Client client) {
        byte[] buffer = new byte[4096];
        try {
            InputStream in = streams.in();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                client.type(Bytes.of(Arrays.copyOf(buffer, count)));
            }
            session.endConsole();
        } catch (IOException | SessionException ended) {
            // Nobody listens any more, or nobody types: either way the console is silent from now on.
        }
    }
}
