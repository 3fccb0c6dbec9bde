package dev.hindsight.emulator.client;

import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.client.RspClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A client of a stub that only goes forward, which here is our own gdb server. */
class StubClientTest extends GuestClientContract {
    private final TimelineSession session = start();
    private final RspServer server = RspServer.open(session, List.of(ELF), 0, () -> {});
    private final Client client = new StubClient(RspClient.connect("127.0.0.1", server.port()));

    @AfterEach
    void close() {
        client.leave();
        server.close();
        session.close();
    }

    @Override
    Client client() {
        return client;
    }

    @Override
    boolean goesBackward() {
        return false;
    }
}
