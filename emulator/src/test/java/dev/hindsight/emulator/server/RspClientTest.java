package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.client.RspClient;
import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.StopReply;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import dev.hindsight.rsp.wire.ThreadId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Our client at our door. */
@Timeout(30)
class RspClientTest {
    private static final int PC = 32;

    private final TimelineSession session =
            TimelineSession.share(new LoopMachine(1000, Long.MAX_VALUE), 1 << 20, false);
    private final RspServer server = RspServer.open(session, 0, () -> {});
    private final RspClient client = RspClient.connect("127.0.0.1", server.port());

    @AfterEach
    void close() {
        client.close();
        server.close();
        session.close();
    }

    @Test
    void readsWhatTheMachineHas() {
        assertThat(client.features().canReverse()).isTrue();
        assertThat(client.layout().architecture()).isEqualTo("riscv:rv64");
        assertThat(client.layout().register("mstatus")).isPresent();
        assertThat(client.threads()).containsExactly(new ThreadId(1));
        assertThat(client.readRegisters()).hasSize(33).containsEntry(PC, LoopMachine.BASE);
        assertThat(client.readMemory(LoopMachine.BASE + 0xff0, 100)).hasSize(16);
    }

    @Test
    void movesInBothDirections() {
        client.insert(PointType.WRITE, LoopMachine.COUNTER, 1);
        assertThat(((Stopped) client.resume()).cause()).isEqualTo(StopReply.Cause.WATCH);
        client.remove(PointType.WRITE, LoopMachine.COUNTER, 1);
        long pc = client.readRegister(PC);
        client.step();
        assertThat(client.readRegister(PC)).isEqualTo(pc + 4);
        client.reverseStep();
        assertThat(client.readRegister(PC)).isEqualTo(pc);
        assertThat(((Stopped) client.reverseResume()).cause()).isEqualTo(StopReply.Cause.REPLAYLOG_BEGIN);
        client.resume();
        assertThat(client.resume()).as("from the exit to the end").isEqualTo(new StopReply.Exited(7));
    }

    @Test
    void writesAndHearsRefusals() {
        client.writeMemory(LoopMachine.COUNTER, new byte[] {1, 2, 3});
        client.writeRegister(10, -2);
        assertThat(client.readMemory(LoopMachine.COUNTER, 3)).containsExactly(1, 2, 3);
        assertThat(client.readRegister(10)).isEqualTo(-2);
        assertThatExceptionOfType(RspException.class)
                .isThrownBy(() -> client.writeMemory(0, new byte[1]))
                .withMessage("Memory at 0x0 cannot be written.");
    }
}
