package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.rsp.wire.Hex;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where among gdb's packets a Ctrl-C arrives, and what it then stops. */
class InterruptTest {
    private static final String THREADS = "qXfer:threads:read::0,1000";

    private final TimelineSession session = TimelineSession.share(new LoopMachine(), 1 << 20, false);
    private final RspServer server = RspServer.open(session, 0, () -> {});
    private final Debugger gdb = new Debugger(server.port());

    @BeforeEach
    void comeTo100() {
        gdb.greet();
        gdb.monitor("goto 100");
    }

    @AfterEach
    void close() {
        gdb.close();
        server.close();
        session.close();
    }

    private void assertStands(long step) {
        assertThat(gdb.monitor("when")).startsWith("step " + step + ",");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s", "vCont;s:1;c", "vCont;s:1", "vCont;r80000000,80000004:1;c", "bs"})
    void oneBetweenTwoStepsOfACommandStopsItBeforeTheSecond(String step) {
        assertThat(gdb.ask(step)).startsWith("T05");
        String when = gdb.monitor("when");
        gdb.interrupt();
        assertThat(gdb.ask(step)).startsWith("T02");
        assertThat(gdb.monitor("when")).isEqualTo(when);
        assertThat(gdb.ask(step)).as("it stopped one command").startsWith("T05");
        assertThat(gdb.monitor("when")).isNotEqualTo(when);
    }

    @Test
    void soDoesOneAmongTheQuestionsInBetween() {
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T05");
        gdb.ask("g");
        gdb.send("m80000100,1");
        gdb.interrupt();
        assertThat(gdb.next()).hasSize(2);
        gdb.ask("Z0,80000000,4");
        gdb.ask("Hg1");
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T02");
        assertStands(101);
    }

    @Test
    void soDoesOneAfterABreakpointWhoseConditionGdbFindsFalse() {
        gdb.ask("Z0,80000000,4");
        assertThat(gdb.ask("vCont;c")).startsWith("T05");
        gdb.interrupt();
        gdb.ask("z0,80000000,4");
        assertThat(gdb.ask("vCont;s:1")).startsWith("T02");
        assertStands(104);
    }

    @ParameterizedTest
    @ValueSource(strings = {THREADS, "qfThreadInfo"})
    void oneThatCrossedTheLastStopOfACommandStopsNoOther(String whereTheUserSeesAStop) {
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T05");
        gdb.interrupt();
        gdb.ask(whereTheUserSeesAStop);
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T05");
        assertStands(102);
    }

    @Test
    void oneThatCameWhenTheUserSawTheStopStopsNothing() {
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T05");
        gdb.ask(THREADS);
        gdb.interrupt();
        gdb.ask("g");
        gdb.interrupt();
        assertThat(gdb.ask("bs")).startsWith("T05");
        assertStands(100);
    }

    @Test
    void oneMoreAfterTheOneThatStoppedStopsNothing() {
        gdb.send("vCont;c");
        gdb.interrupt();
        assertThat(gdb.next()).startsWith("T02");
        String when = gdb.monitor("when");
        gdb.interrupt();
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T05");
        assertThat(gdb.monitor("when")).isNotEqualTo(when);
    }

    @Test
    void oneThatIsSentTogetherWithAResumeStopsThatOne() {
        for (int round = 0; round < 50; round++) {
            gdb.ask(THREADS);
            gdb.raw(Debugger.latin1("$c#63\003"));
            assertThat(gdb.next()).startsWith("T02");
        }
    }

    @Test
    void aMoveThatIsSaidInWordsIsACommandOfItsOwn() {
        assertThat(gdb.ask("vCont;s:1;c")).startsWith("T05");
        gdb.interrupt();
        assertThat(gdb.ask("qHindsight.say:" + Hex.ofText("goto 50"))).isEqualTo(">");
        assertThat(gdb.ask("s")).startsWith("T05");
        assertStands(50);
    }
}
