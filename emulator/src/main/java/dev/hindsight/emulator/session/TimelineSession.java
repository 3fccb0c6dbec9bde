package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.MachineInfo;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** One machine and its timeline, shared by clients. Closing ends the machine's thread. Made by {@link #share}. */
public interface TimelineSession extends AutoCloseable {
    /**
     * Shares {@code machine} from its present state on; from now on only the session's thread touches it.
     *
     * @param budget bytes that history may take
     * @param pace whether a live machine that sleeps waits for the host's clock, as long as the console is open
     */
    static TimelineSession share(Machine machine, long budget, boolean pace) {
        return share(machine, budget, pace, RecordedHistory.NONE, Journal.NONE);
    }

    /**
     * As {@link #share(Machine, long, boolean)}, with a history that was recorded before, and somebody who writes down
     * what is recorded from now on.
     */
    static TimelineSession share(Machine machine, long budget, boolean pace, RecordedHistory past, Journal journal) {
        return share(machine, budget, pace, past, journal, Archive.NONE);
    }

    /** As before, with somebody who can make a recording of what history there is at some time. */
    static TimelineSession share(
            Machine machine, long budget, boolean pace, RecordedHistory past, Journal journal, Archive archive) {
        return share(machine, budget, pace, past, journal, archive, System::nanoTime);
    }

    /** As before, where {@code clock} counts the nanoseconds for which a client was silent, or waits for its turn. */
    static TimelineSession share(
            Machine machine,
            long budget,
            boolean pace,
            RecordedHistory past,
            Journal journal,
            Archive archive,
            LongSupplier clock) {
        return new SharedSession(machine, budget, pace, past, journal, archive, clock);
    }

    MachineInfo info();

    /** A new client; {@code name} is what others are told ("gdb", "VS Code"). Its view is where the machine stands. */
    TimelineClient join(String name, Consumer<ClientEvent> listener);

    /** No more console input will come (end of standard input): a machine that sleeps for ever then stops as IDLE. */
    void endConsole();

    /** Tells every client, and who joins later, something about guest or host. */
    default void notice(String sentence) {}

    /** Ends the session for everyone; every listener hears {@link ClientEvent.Closed} with this sentence. */
    void end(String why);

    @Override
    void close();
}
