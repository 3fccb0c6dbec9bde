package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.StoppedClock;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the commands file inside gdb says to the server, packet by packet. */
class CompanionTest {
    private final Hold hold = new Hold();
    private final TimelineSession session = new StoppedClock().share(new LoopMachine(), 1 << 20);
    private final RspServer server = RspServer.open(hold.heardIn(session), 0, () -> {});
    private final Debugger gdb = new Debugger(server.port());

    @BeforeEach
    void greet() {
        gdb.greet();
    }

    @AfterEach
    void close() {
        gdb.close();
        server.close();
        session.close();
    }

    private String say(String line) {
        return gdb.ask("qHindsight.say:" + Hex.ofText(line));
    }

    private String told(String packet) {
        String answer = gdb.ask(packet);
        return answer.charAt(0) + Hex.text(answer.substring(1));
    }

    private final class Ear implements AutoCloseable {
        private final Socket socket;
        private final BufferedReader lines;

        Ear(String greeting) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
            socket.getOutputStream().write(greeting.getBytes(StandardCharsets.UTF_8));
            lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        }

        String line() throws IOException {
            return lines.readLine();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    @Test
    void aMoveSaidInWordsIsMadeByTheNextResumeWhateverItIs() {
        assertThat(say("goto 100")).isEqualTo(">");
        assertThat(gdb.monitor("when")).startsWith("step 0,");
        assertThat(gdb.ask("vCont;s:1")).startsWith("T05thread:1;").contains("20:1000008000000000;");
        assertThat(told("qHindsight.told")).isEqualTo("=step 100");
        assertThat(gdb.monitor("when")).startsWith("step 100,");
        assertThat(gdb.ask("bs")).as("then resumes are what they say again").contains("20:0c00008000000000;");
        assertThat(say("goto start")).isEqualTo(">");
        assertThat(gdb.ask("bc")).contains("20:0000008000000000;").doesNotContain("replaylog");
    }

    @Test
    void whereABreakpointStandsTheArrivalDoesNotLookLikeAHit() {
        gdb.ask("Z0,80000010,4");
        say("goto 100");
        assertThat(gdb.ask("s")).startsWith("T00thread:1;").doesNotContain("swbreak");
    }

    @Test
    void whatIsNotFoundIsToldAsSuch() {
        say("find back output nonsense");
        assertThat(gdb.ask("s")).startsWith("T05");
        assertThat(told("qHindsight.told")).startsWith("-").contains("Nothing was found");
    }

    @Test
    void whyAMoveWasRefusedIsToldAndGdbOnlySeesThatItStands() {
        say("back");
        assertThat(gdb.ask("s")).startsWith("T05thread:1;");
        assertThat(told("qHindsight.told")).isEqualTo("-There is no earlier place to go back to.");
    }

    @Test
    void aSearchThatWasInterruptedBeforeItBeganSaysThatItWasCancelled() {
        TimelineClient other = session.join("VS Code", event -> {});
        CompletableFuture<Stop> before = other.travel(mover -> {
            hold.awaitInterrupt();
            return mover.arrived(Stop.Reason.STEP, "");
        });
        say("find back output nonsense");
        gdb.raw(Debugger.latin1("$s#73\003"));
        before.join();
        other.leave();
        assertThat(gdb.next()).startsWith("T02");
        assertThat(told("qHindsight.told")).contains("The search was cancelled.");
    }

    @Test
    void aMoveForWhichNoResumeCameIsForgotten() {
        say("goto 100");
        assertThat(told("qHindsight.told")).isEqualTo("-Nothing was resumed.");
        gdb.ask("s");
        assertThat(gdb.monitor("when")).startsWith("step 1,");
    }

    @Test
    void whatIsNoMoveIsAnsweredAndWhatIsWrongRefused() {
        assertThat(told("qHindsight.say:" + Hex.ofText("when"))).startsWith("=step 0, ");
        assertThat(told("qHindsight.say:" + Hex.ofText("goto x"))).startsWith("-'x' is not a step");
        assertThat(told("qHindsight.say:" + Hex.ofText("nonsense"))).startsWith("-There is no command");
        assertThat(told("qHindsight.say:")).startsWith("-There is no command");
        assertThat(gdb.ask("qHindsight.nonsense")).isEmpty();
    }

    @Test
    void whoeverListensHearsAtOnceThatAnotherMovedAndJoinsItByAResumeThatRunsNothing() throws IOException {
        Debugger other = new Debugger(server.port()).greet();
        try (Ear ear = new Ear("listen for gdb\n")) {
            assertThat(told("qHindsight.name")).isEqualTo("=gdb");
            assertThat(gdb.ask("qHindsight.join")).isEqualTo("=");
            while (!other.monitor("stats").isEmpty() && !ear.lines.ready()) {
                other.monitor("goto 12345");
            }
            assertThat(ear.line()).isEqualTo("stirred");
            assertThat(told("qHindsight.join")).isEqualTo(">gdb 2 moved to step 12 345");
            assertThat(gdb.ask("s")).startsWith("T05");
            assertThat(gdb.monitor("when")).startsWith("step 12345,");
            assertThat(gdb.ask("qHindsight.join")).isEqualTo("=");
        }
        other.close();
    }

    @Test
    void aJumpByAWordOfMonitorIsFollowedByAResumeThatRunsNothing() {
        assertThat(told("qHindsight.name")).isEqualTo("=gdb");
        assertThat(gdb.ask("qHindsight.follow")).isEqualTo("=");
        assertThat(gdb.monitor("goto 100")).isEqualTo("step 100");
        assertThat(gdb.ask("qHindsight.follow")).isEqualTo(">");
        assertThat(gdb.ask("bs")).startsWith("T05");
        assertThat(gdb.monitor("when")).startsWith("step 100,");
        assertThat(gdb.ask("qHindsight.follow")).isEqualTo("=");
    }

    @Test
    void anEarThatListensForNobodyOrSaysSomethingElseIsSentAway() throws IOException {
        for (String greeting : new String[] {"listen for nobody\n", "listen for \n", "lis", "l".repeat(1000)}) {
            try (Ear ear = new Ear(greeting)) {
                ear.socket.shutdownOutput();
                assertThat(ear.line()).as(greeting).isNull();
            } catch (java.net.SocketException reset) {
                // What we sent was not read to its end: that is a way to be sent away, too.
            }
        }
        assertThat(gdb.ask("qC")).isEqualTo("QC1");
    }

    @Test
    void whenTheDebuggerLeavesSoDoesItsEar() throws IOException {
        try (Ear ear = new Ear("listen for gdb\n")) {
            while (!ear.lines.ready()) {
                gdb.monitor("goto 100");
            }
            gdb.close();
            String line = ear.line();
            while (line != null) {
                line = ear.line();
            }
        }
    }
}
