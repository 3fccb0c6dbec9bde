package dev.hindsight.emulator.session;

import dev.hindsight.emulator.machine.MachineInfo;
import java.util.function.Consumer;

/** One machine and its timeline, shared by clients. Closing ends the machine's thread. */
public interface TimelineSession extends AutoCloseable {
    MachineInfo info();

    /** A new client; {@code name} is what others are told ("gdb", "VS Code"). Its view is where the machine stands. */
    Client join(String name, Consumer<SessionEvent> listener);

    /** No more console input will come (end of standard input): a machine that sleeps for ever then stops as IDLE. */
    void endConsole();

    /** Ends the session for everyone; every listener hears {@link SessionEvent.Closed} with this sentence. */
    void end(String why);

    @Override
    void close();
}
