package dev.hindsight.emulator.client;

import dev.hindsight.emulator.session.TimelineSession;
import org.junit.jupiter.api.AfterEach;

/** A client of a session, on the emulator. */
class EmulatorClientTest extends GuestClientContract {
    private final TimelineSession session = start();
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
    boolean goesBackward() {
        return true;
    }
}
