package dev.hindsight.emulator.client;

import dev.hindsight.emulator.session.TimelineSession;
import org.junit.jupiter.api.AfterEach;

/** A client of a session, on the emulator. */
class EmulatorClientTest extends ClientContract {
    private final TimelineSession session = LoopGuest.start();
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
        return LoopGuest.LOOP;
    }

    @Override
    long counter() {
        return LoopGuest.COUNTER;
    }

    @Override
    int register() {
        return LoopGuest.REGISTER;
    }

    @Override
    boolean goesBackward() {
        return true;
    }
}
