package dev.hindsight.emulator.server;

import static dev.hindsight.emulator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.hindsight.emulator.StoppedClock;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Incoming;
import dev.hindsight.rsp.wire.RspException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RspServerTest {
    private final Hold hold = new Hold();
    private final TimelineSession session = TimelineSession.share(hold.on(new LoopMachine()), 1 << 20, false);
    private final CountDownLatch quit = new CountDownLatch(1);
    private final RspServer server = RspServer.open(hold.heardIn(session), 0, quit::countDown);
    private final Debugger gdb = new Debugger(server.port());

    @AfterEach
    void close() {
        gdb.close();
        server.close();
        session.close();
    }

    private Debugger another() {
        return new Debugger(server.port()).greet();
    }

    @Test
    void acknowledgesUntilItIsAskedNotTo() {
        gdb.send("qC");
        assertThat(gdb.any()).contains(new Incoming.Ack());
        assertThat(gdb.next()).isEqualTo("QC1");
        gdb.greet();
        gdb.send("qC");
        assertThat(gdb.any()).contains(new Incoming.Packet("QC1"));
    }

    @Test
    void whatIsToKnowOfTheGuestIsSaidAtTheFirstResume() {
        session.notice("It is compiled for V.");
        try (Debugger other = another()) {
            assertThat(other.ask("s")).startsWith("O" + Hex.ofText("It is compiled for V."));
            assertThat(other.next()).startsWith("T05");
            assertThat(other.ask("s")).as("once").startsWith("T05");
        }
    }

    @Test
    void aReplyThatArrivedDamagedIsSentAgain() {
        assertThat(gdb.ask("qC")).isEqualTo("QC1");
        gdb.raw(Debugger.latin1("-"));
        assertThat(gdb.next()).isEqualTo("QC1");
        assertThat(gdb.ask("T1")).isEqualTo("OK");
    }

    @Test
    void aDamagedPacketIsAskedForAgain() {
        gdb.raw(Debugger.latin1("$qC#00"));
        assertThat(gdb.any()).contains(new Incoming.Nack());
        gdb.greet();
        gdb.raw(Debugger.latin1("$qC#00"));
        assertThat(gdb.next()).as("without acknowledgements").isEqualTo("E.The packet's checksum is wrong.");
        assertThat(gdb.ask("qC")).isEqualTo("QC1");
    }

    @Test
    void anOversizedPacketIsAnsweredAndTheConnectionLives() {
        gdb.greet();
        byte[] megabyte = new byte[1 << 20];
        Arrays.fill(megabyte, (byte) 'a');
        gdb.raw(Debugger.latin1("$m0,"));
        for (int i = 0; i < 20; i++) {
            gdb.raw(megabyte);
        }
        gdb.raw(Debugger.latin1("#00"));
        assertThat(gdb.next()).startsWith("E.");
        assertThat(gdb.ask("qC")).isEqualTo("QC1");
    }

    @Test
    void anInterruptStopsARun() {
        gdb.greet().send("vCont;c");
        gdb.interrupt();
        assertThat(gdb.next()).startsWith("T02thread:1;");
    }

    @Test
    void aLongSearchBackwardIsToldAndAnInterruptEndsItWhereItBegan() {
        gdb.greet();
        assertThat(gdb.monitor("goto 10000000")).startsWith("step 10000000");
        // Nothing reads there, and no index knows that.
        assertThat(gdb.ask("Z3,80000800,1")).isEqualTo("OK");
        hold.after(Hold.UNTIL_TOLD);
        gdb.send("bc");
        assertThat(Hex.text(gdb.next().substring(1))).matches("\\[searched \\d+ % of 10,000,000 steps]\n");
        gdb.interrupt();
        String reply = gdb.next();
        while (reply.startsWith("O")) {
            reply = gdb.next();
        }
        assertThat(reply).startsWith("T02thread:1;");
        assertThat(gdb.monitor("when")).startsWith("step 10000000,");
    }

    @Test
    void anInterruptIsNeitherLostNorKeptForTheNextRun() {
        gdb.greet();
        for (int round = 0; round < 50; round++) {
            gdb.raw(Debugger.latin1("$c#63\003"));
            assertThat(gdb.next()).startsWith("T02");
            gdb.interrupt();
            assertThat(gdb.ask("s")).startsWith("T05");
        }
    }

    @Test
    void whoWasLeftBehindIsBroughtThereByItsNextResumeWhichRunsNothing() {
        gdb.greet();
        Debugger other = another();
        gdb.monitor("goto 101");
        String before = other.ask("p20");
        assertThat(before).as("reads come from its view").isEqualTo("0000008000000000");
        assertThat(other.monitor("when")).startsWith("step 0,").endsWith("moved to step 101");
        assertThat(other.ask("P20=0000000000000000")).startsWith("E.gdb moved the machine to step 101");
        other.send("vCont;c");
        assertThat(other.next()).as("who did that").isEqualTo("O" + Hex.ofText("[gdb moved to step 101]\n"));
        assertThat(other.next()).startsWith("T00thread:1;").contains("20:1400008000000000;");
        assertThat(other.monitor("when")).startsWith("step 101,");
        assertThat(other.ask("bs")).startsWith("T05").contains("20:1000008000000000;");
        other.close();
    }

    @Test
    void whoWritesInThePastIsToldOfTheBranchAtItsNextResume() {
        gdb.greet();
        gdb.monitor("goto 100");
        gdb.monitor("goto 50");
        assertThat(gdb.ask("P5=0100000000000000")).isEqualTo("OK");
        gdb.send("s");
        assertThat(gdb.next())
                .isEqualTo("O" + Hex.ofText("Branch 1 begins here, at step 50 of branch 0, which is kept.\n"));
        assertThat(gdb.next()).startsWith("T05");
        assertThat(gdb.monitor("branches")).contains("* 1  from step 50 of branch 0 to step 51");
    }

    @Test
    void whoWritesInThePastIsToldOfTheBranchAtTheNextMonitorCommand() {
        gdb.greet();
        gdb.monitor("goto 100");
        gdb.monitor("goto 50");
        assertThat(gdb.ask("P5=0100000000000000")).isEqualTo("OK");
        assertThat(gdb.monitor("when"))
                .startsWith("Branch 1 begins here, at step 50 of branch 0, which is kept.\nstep 50, branch 1");
        assertThat(gdb.monitor("when")).as("told once").startsWith("step 50, branch 1");
        assertThat(gdb.ask("s")).startsWith("T05");
    }

    @Test
    void whatGdbMakesOfOneCommandIsOnePlaceToComeBackTo() {
        try (TimelineSession patient = new StoppedClock().share(new LoopMachine(), 1 << 20);
                RspServer door = RspServer.open(patient, 0, () -> {});
                Debugger one = new Debugger(door.port()).greet()) {
            one.monitor("goto 100");
            for (int i = 0; i < 5; i++) {
                one.ask("bs");
            }
            assertThat(one.monitor("back")).startsWith("step 100, branch 0");
        }
    }

    @Test
    void whoIsMovedAwayAndBackIsNotDisturbed() {
        gdb.greet();
        Debugger other = another();
        gdb.ask("s");
        gdb.ask("bs");
        assertThat(other.ask("s")).startsWith("T05");
        other.close();
    }

    @Test
    void whileOneRunsOthersReadTheirViewAreRefusedAndMayInterrupt() {
        gdb.greet();
        Debugger other = another();
        gdb.send("vCont;c");
        eventually().until(() -> other.monitor("when").contains("moved"));
        assertThat(other.ask("p20")).isEqualTo("0000008000000000");
        assertThat(other.ask("Z0,80000008,4")).isEqualTo("OK");
        assertThat(other.ask("c")).isEqualTo("E.gdb is running the machine; interrupt it, or wait until it stops.");
        assertThat(other.monitor("goto 5")).startsWith("gdb is running the machine");
        other.interrupt();
        assertThat(gdb.next()).startsWith("T02");
        other.send("c");
        assertThat(Hex.text(other.next().substring(1))).matches("\\[gdb moved to step [\\d ]+]\n");
        assertThat(other.next()).startsWith("T00");
        other.close();
    }

    @Test
    void aMoveHonoursOnlyTheMoversBreakpoints() {
        gdb.greet();
        Debugger other = another();
        other.ask("Z0,80000008,4");
        gdb.ask("Z0,80000010,4");
        assertThat(gdb.ask("c")).contains("20:1000008000000000;");
        other.close();
    }

    @Test
    void aConnectionThatIsLostStopsItsRunAndDisturbsNobody() {
        Debugger other = another();
        gdb.greet().send("vCont;c");
        gdb.close();
        eventually().until(() -> other.ask("s").startsWith("T0"));
        assertThat(other.ask("bs")).startsWith("T0");
        other.close();
    }

    @Test
    void detachingLeavesEverythingAsItIs() {
        gdb.greet();
        gdb.ask("Z0,80000008,4");
        gdb.ask("c");
        assertThat(gdb.ask("D")).isEqualTo("OK");
        gdb.close();
        Debugger next = another();
        assertThat(next.ask("p20")).isEqualTo("0800008000000000");
        next.close();
    }

    @Test
    void killOnPlainRemoteDetaches() {
        Debugger other = another();
        gdb.greet().send("k");
        assertThat(gdb.any()).isEmpty();
        assertThat(other.ask("s")).startsWith("T05");
        assertThat(quit.getCount()).isEqualTo(1);
        other.close();
    }

    @Test
    void vKillEndsTheMachineForEveryone() throws InterruptedException {
        Debugger other = another();
        assertThat(gdb.greet().ask("vKill;1")).isEqualTo("OK");
        quit.await();
        assertThat(other.any()).isEmpty();
        other.close();
    }

    @Test
    void whoComesToAMachineThatRunsForNobodyStopsIt() {
        CompletableFuture<Stop> run = session.join("console", event -> {}).travel(new Unattended());
        gdb.greet();
        eventually().until(() -> gdb.monitor("when").contains("moved"));
        assertThat(gdb.ask("?")).startsWith("T05thread:1;");
        assertThat(run.join().reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(gdb.monitor("when")).startsWith("step " + run.join().step() + ",");
        assertThat(gdb.ask("s")).startsWith("T05thread:1;");
        assertThat(gdb.monitor("when")).startsWith("step " + (run.join().step() + 1) + ",");
    }

    @Test
    void whoComesWhileAnotherRunsTheMachineStopsNothing() {
        gdb.greet().send("vCont;c");
        Debugger other = another();
        eventually().until(() -> other.ask("c").startsWith("E.gdb is running the machine"));
        assertThat(other.ask("?")).startsWith("T05thread:1;");
        assertThat(other.ask("c")).startsWith("E.gdb is running the machine");
        other.interrupt();
        assertThat(gdb.next()).startsWith("T02");
        other.close();
    }

    @Test
    void aRefusalMayQuoteAnyLanguage() {
        assertThat(gdb.greet().ask("vRun;;63;" + Hex.ofText("日本")))
                .isEqualTo("E." + latin1OfUtf8("There is no bookmark '日本'."));
        assertThat(gdb.ask("qC")).isEqualTo("QC1");
    }

    private static String latin1OfUtf8(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aRestartWithoutAnAnswerGoesToTheStart() {
        gdb.greet();
        gdb.monitor("goto 50");
        gdb.send("R00");
        assertThat(gdb.monitor("when")).startsWith("step 0,");
    }

    @Test
    void monitorQuitEndsTheMachine() throws InterruptedException {
        assertThat(gdb.greet().monitor("quit")).isEqualTo("The server ends.");
        quit.await();
        assertThat(gdb.any()).isEmpty();
        Debugger late = new Debugger(server.port());
        late.raw(Debugger.latin1("+"));
        assertThat(late.any()).isEmpty();
        late.close();
    }

    @Test
    void aPortInUseIsASentence() {
        assertThatExceptionOfType(RspException.class)
                .isThrownBy(() -> RspServer.open(session, server.port(), () -> {}))
                .withMessage("gdb's port " + server.port()
                        + " cannot be opened (Address already in use): choose another, or 0 for a free one.");
    }

    @Test
    void randomPacketsAreAnsweredAndDisturbNobody() {
        Debugger other = another();
        gdb.greet();
        String alphabet = "qvPpMmXxGgHTZzDcsbr?!:;,-0189af*}. \377\001vCont;QXfer:qRcmd,";
        Random random = new Random(6);
        for (int round = 0; round < 3000; round++) {
            StringBuilder packet = new StringBuilder();
            for (int i = random.nextInt(20); i > 0; i--) {
                packet.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (packet.toString().matches("[cC].*|bc|vCont;[cC].*|k.*|vKill.*|R[0-9a-f]+")) {
                continue;
            }
            assertThat(gdb.ask(packet.toString())).isNotNull();
        }
        assertThat(other.ask("qC")).isEqualTo("QC1");
        other.close();
    }

    @Test
    void whoAsksManyThingsAtOnceIsAnsweredAllOfThem() {
        gdb.greet();
        gdb.raw(Debugger.latin1("$qC#b4".repeat(20_000)));
        for (int i = 0; i < 20_000; i++) {
            assertThat(gdb.next()).isEqualTo("QC1");
        }
    }

    @Test
    void randomBytesNeverEndTheConnection() {
        Debugger other = another();
        Random random = new Random(7);
        byte[] noise = new byte[50_000];
        for (int i = 0; i < noise.length; i++) {
            noise[i] = (byte) (random.nextInt(4) == 0 ? "$#}*+-mgqpx".charAt(random.nextInt(11)) : random.nextInt(256));
        }
        gdb.greet();
        gdb.raw(noise);
        gdb.raw(Debugger.latin1("$#00"));
        gdb.raw(Debugger.latin1("$qC#b4"));
        String answer = gdb.next();
        while (!answer.equals("QC1")) {
            answer = gdb.next();
        }
        assertThat(other.ask("qC")).isEqualTo("QC1");
        other.close();
    }
}
