package dev.hindsight.rsp.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hindsight.rsp.wire.PointType;
import dev.hindsight.rsp.wire.RspException;
import dev.hindsight.rsp.wire.StopReply;
import dev.hindsight.rsp.wire.StopReply.Stopped;
import dev.hindsight.rsp.wire.ThreadId;
import org.junit.jupiter.api.Test;

class RspClientTest {
    private final ScriptedStub stub = new ScriptedStub();

    @Test
    void learnsWhatTheStubCanDo() {
        Features features = connect().features();
        assertThat(features.canReverse()).isTrue();
        assertThat(features.packetSize()).isEqualTo(128);
        assertThat(features.has("QStartNoAckMode")).isFalse();
    }

    @Test
    void readsRegistersAndMemory() {
        stub.on("g", "0100000000000080" + "00".repeat(32 * 8)).on("p20", "1000008000000000");
        stub.on("m80000000,38", "11".repeat(56)).on("m80000038,2c", "22");
        RspClient client = connect();
        assertThat(client.readRegisters()).hasSize(33).containsEntry(0, 0x8000_0000_0000_0001L);
        assertThat(client.readRegister(32)).isEqualTo(0x8000_0010L);
        assertThat(client.readMemory(0x8000_0000L, 100)).as("short at the end").hasSize(57);
    }

    @Test
    void writesInPartsThatTheStubCanTake() {
        stub.on("M80000000,30:" + "00".repeat(48), "OK").on("M80000030,2:0000", "OK");
        stub.on("P1=0500000000000000", "OK");
        RspClient client = connect();
        client.writeMemory(0x8000_0000L, new byte[50]);
        client.writeRegister(1, 5);
        assertThat(stub.requests).contains("M80000030,2:0000", "P1=0500000000000000");
    }

    @Test
    void movesInBothDirections() {
        stub.on("vCont;c", "O6869", "T05swbreak:;thread:1;")
                .on("vCont;s:1", "S05")
                .on("bs", "T05")
                .on("bc", "W03");
        RspClient client = connect();
        assertThat(((Stopped) client.resume()).cause()).isEqualTo(StopReply.Cause.SWBREAK);
        assertThat(client.step(new ThreadId(1))).isEqualTo(Stopped.by(5));
        assertThat(client.reverseStep()).isEqualTo(Stopped.by(5));
        assertThat(client.reverseResume()).isEqualTo(new StopReply.Exited(3));
    }

    @Test
    void setsPointsAndListsThreads() {
        stub.on("Z2,80000000,4", "OK").on("z2,80000000,4", "OK");
        stub.on("qfThreadInfo", "m1,2").on("qsThreadInfo", "l");
        RspClient client = connect();
        client.insert(PointType.WRITE, 0x8000_0000L, 4);
        client.remove(PointType.WRITE, 0x8000_0000L, 4);
        assertThat(client.threads()).containsExactly(new ThreadId(1), new ThreadId(2));
    }

    @Test
    void monitorOutputComesAsReplyOrAsConsole() {
        stub.on("qRcmd,7768656e", "73746570").on("qRcmd,78", "O6f6e65", "O2e", "OK");
        RspClient client = connect();
        assertThat(client.monitor("when")).isEqualTo("step");
        assertThat(client.monitor("x")).isEqualTo("one.");
    }

    @Test
    void refusalsAreSentences() {
        stub.on("vCont;c", "E.Another debugger runs the machine.").on("bs", "E22");
        RspClient client = connect();
        refuses("Another debugger runs the machine.", client::resume);
        refuses("The stub answered 'bs' with error E22.", client::reverseStep);
        refuses("The stub does not know 'bc'.", client::reverseResume);
        stub.on("bc", "what");
        refuses("The stub answered 'what' where a stop was expected.", client::reverseResume);
        stub.close();
        refuses("The stub closed the connection.", client::reverseResume);
    }

    @Test
    void sendsAgainWhatArrivedDamaged() {
        RspClient client = connect();
        stub.on("?", "S05").first("-");
        assertThat(client.status()).isEqualTo(Stopped.by(5));
        assertThat(stub.requests).endsWith("?", "?");
    }

    @Test
    void aSilentStubIsGivenUp() {
        stub.on("?");
        RspClient client = connect();
        assertThatExceptionOfType(RspException.class).isThrownBy(client::status).withMessageContaining("within");
    }

    @Test
    void killsWhereVKillIsUnknown() {
        connect().kill();
        assertThat(stub.requests).endsWith("vKill;1", "k");
    }

    private RspClient connect() {
        return RspClient.connect(stub);
    }

    private static void refuses(String sentence, Runnable request) {
        assertThatExceptionOfType(RspException.class).isThrownBy(request::run).withMessage(sentence);
    }
}
