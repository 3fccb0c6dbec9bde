package dev.hindsight.emulator.command;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A user at a console who knows nothing but the commands. */
final class Words implements AutoCloseable {
    private static final Commands TABLE = Commands.standard();

    final TimelineSession session;
    final TimelineClient client;
    final List<ClientEvent> heard = new CopyOnWriteArrayList<>();

    Words(Machine machine) {
        this(machine, 1 << 20);
    }

    /** With so many bytes for history. */
    Words(Machine machine, long budget) {
        session = TimelineSession.share(machine, budget, false);
        client = session.join("user", event -> {});
        session.join("neighbour", heard::add);
    }

    /** Types a line and reads the answer. */
    String say(String line) {
        Answer answer = TABLE.answer(line, client);
        if (answer instanceof Answer.Going going) {
            Stop stop = client.travel(going.plan()).join();
            return going.told().apply(stop);
        }
        return ((Answer.Said) answer).text();
    }

    @Override
    public void close() {
        session.close();
    }
}
