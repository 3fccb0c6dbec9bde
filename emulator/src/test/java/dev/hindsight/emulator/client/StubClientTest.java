package dev.hindsight.emulator.client;

import dev.hindsight.emulator.server.RspServer;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.client.RspClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;

/** A client of a stub that only goes forward, which here is our own gdb server. */
class StubClientTest extends ClientContract {
    private final TimelineSession session = LoopGuest.start();
    private final RspServer server = RspServer.open(session, List.of(LoopGuest.ELF), 0, () -> {});
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
        return false;
    }
}
