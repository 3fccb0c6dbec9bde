package dev.hindsight.emulator.client;

import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.CounterMachine;
import org.junit.jupiter.api.AfterEach;

/** A client of a session, on a machine that only counts. */
class CounterMachineClientTest extends ClientContract {
    private final TimelineSession session = TimelineSession.share(new CounterMachine(), 1 << 24, false);
    private final Client client = session.join("test", event -> {});

    @AfterEach
    void close() {
        session.close();
    }

    @Override
    Client client() {
        return client;
    }

    @Override
    long loop() {
        return 8;
    }

    @Override
    long counter() {
        return 0x100;
    }

    @Override
    int register() {
        return 0;
    }

    @Override
    boolean goesBackward() {
        return true;
    }
}
