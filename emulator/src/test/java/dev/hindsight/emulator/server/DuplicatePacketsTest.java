package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.Incoming;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What gdb does on a slow link, byte by byte: it sends a packet again whose acknowledgement it does not see. */
class DuplicatePacketsTest {
    private static final String CURRENT = "$qC#b4";

    private final TimelineSession session = TimelineSession.share(new LoopMachine(), 1 << 20, false);
    private final RspServer server = RspServer.open(session, 0, () -> {});
    private final Debugger gdb = new Debugger(server.port());

    @AfterEach
    void close() {
        gdb.close();
        server.close();
        session.close();
    }

    private void send(String bytes) {
        gdb.raw(Debugger.latin1(bytes));
    }

    private void assertAnswered(String payload) {
        assertThat(gdb.any()).contains(new Incoming.Ack());
        assertThat(gdb.any()).contains(new Incoming.Packet(payload));
    }

    @Test
    void aPacketThatIsSentAgainIsAnsweredOnce() {
        send("+" + CURRENT + CURRENT + CURRENT);
        assertAnswered("QC1");
        send("+");
        gdb.send("T1");
        assertAnswered("OK");
    }

    @Test
    void theSamePacketAfterItsAnswerWasSeenIsANewOne() {
        send("+" + CURRENT);
        assertAnswered("QC1");
        send("+" + CURRENT + CURRENT);
        assertAnswered("QC1");
        send("+" + CURRENT);
        assertAnswered("QC1");
    }

    @Test
    void theLastPacketThatIsAcknowledgedMayBeRepeatedToo() {
        send("+");
        gdb.send("QStartNoAckMode");
        assertAnswered("OK");
        gdb.send("QStartNoAckMode");
        send("+");
        for (int i = 0; i < 3; i++) {
            send(CURRENT);
            assertThat(gdb.any()).contains(new Incoming.Packet("QC1"));
        }
    }

    @Test
    void aResumeThatIsSentAgainRunsOnce() {
        send("+");
        gdb.send("s");
        gdb.send("s");
        assertThat(gdb.next()).startsWith("T05");
        send("+");
        assertThat(gdb.monitor("when")).startsWith("step 1,");
    }

    @Test
    void whoNeverAcknowledgesIsAnsweredEachTime() {
        send(CURRENT + CURRENT);
        assertAnswered("QC1");
        assertAnswered("QC1");
    }

    @Test
    void aDamagedPacketThatIsSentAgainIsAnswered() {
        send("+" + CURRENT);
        assertAnswered("QC1");
        send("+$qC#00");
        assertThat(gdb.any()).contains(new Incoming.Nack());
        send(CURRENT);
        assertAnswered("QC1");
    }
}
