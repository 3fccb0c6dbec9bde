package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Stop;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Any web page can make a browser send what it likes to a port of this computer, but not as the first bytes. */
class GdbAdmissionTest {
    /** {@code monitor quit}, {@code c}, a write. */
    private static final String ORDERS = "$qRcmd,71756974#8e$c#63$M80000100,1:07#30";

    private final AtomicBoolean quit = new AtomicBoolean();
    private final TimelineSession session =
            TimelineSession.share(new LoopMachine(1000, Long.MAX_VALUE), 16 << 20, false);
    private final RspServer server = RspServer.open(session, 0, () -> quit.set(true));

    @AfterEach
    void close() {
        server.close();
        session.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: 127.0.0.1:3333\r\nContent-Type: text/plain\r\n\r\n+",
                "GET /+$?#3f HTTP/1.1\r\n\r\n",
                "OPTIONS / HTTP/1.1\r\nAccess-Control-Request-Method: PUT\r\n\r\n",
                "GET /socket HTTP/1.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\026\003\001\002\000\001\000\001\374\003\003+",
                "Content-Length: 2\r\n\r\n{}",
                "listen / HTTP/1.1\r\n\r\n",
                "listen to gdb\n",
                " +",
                "\r\n+",
                "\000"
            })
    void whatNoDebuggerBeginsWithIsSentAwayAndNothingIsObeyed(String greeting) throws IOException {
        isSentAway(greeting + ORDERS, 0);
        isSentAway(greeting + ORDERS, 1);
    }

    /** A page whose host's name is turned into this computer's afterwards may have a method of its own making. */
    @ParameterizedTest
    @ValueSource(strings = {"$c#63 / HTTP/1.1\r\n\r\n", "+$s#73 / HTTP/1.1\r\nX: ", "$ / HTTP/1.1\r\n\r\n"})
    void aMethodThatIsAPacketIsStillARequest(String greeting) throws IOException {
        isSentAway(greeting + ORDERS, 0);
    }

    @Test
    void whatIsRandomIsObeyedOnlyBehindADebuggersFirstByte() throws IOException {
        Random random = new Random(11);
        for (int i = 0; i < 50; i++) {
            byte[] noise = new byte[1 + random.nextInt(20)];
            random.nextBytes(noise);
            noise[0] = (byte) (0x40 + random.nextInt(0x80));
            isSentAway(new String(noise, StandardCharsets.ISO_8859_1) + ORDERS, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"+", "-", "$qC#b4", "\003", "+$QStartNoAckMode#b0", "$qRcmd,68 #00"})
    void aDebuggerComesInByWhicheverByteItBeginsWith(String greeting) {
        try (Debugger gdb = new Debugger(server.port())) {
            gdb.raw(Debugger.latin1(greeting));
            String answer = gdb.ask("qHindsight.name");
            while (!answer.startsWith("=")) {
                answer = gdb.next();
            }
        }
    }

    @Test
    void aFirstByteThatInterruptsIsHeardAtOnce() throws InterruptedException {
        try (TimelineSession endless = TimelineSession.share(new LoopMachine(), 16 << 20, false);
                RspServer door = RspServer.open(endless, 0, () -> {});
                Debugger gdb = new Debugger(door.port())) {
            CountDownLatch begun = new CountDownLatch(1);
            CompletableFuture<Stop> run = endless.join("runner", event -> {}).travel(mover -> {
                begun.countDown();
                return mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
            });
            begun.await();
            gdb.interrupt();
            assertThat(run.join().reason()).isEqualTo(Stop.Reason.PAUSE);
        }
    }

    @Test
    void whoSaysNothingYetMayComeInLater() throws IOException {
        try (Debugger silent = new Debugger(server.port());
                Debugger other = new Debugger(server.port())) {
            assertThat(other.ask("qC")).isEqualTo("QC1");
            assertThat(silent.ask("qC")).isEqualTo("QC1");
        }
    }

    private void isSentAway(String bytes, int atOnce) throws IOException {
        try (Socket visitor = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            visitor.setSoTimeout(60_000);
            byte[] all = Debugger.latin1(bytes);
            for (int i = 0; i < all.length; i += atOnce == 0 ? all.length : atOnce) {
                visitor.getOutputStream().write(all, i, atOnce == 0 ? all.length : atOnce);
            }
            assertThat(visitor.getInputStream().readAllBytes()).as(bytes).isEmpty();
        } catch (SocketException reset) {
            // What we sent was not read to its end: that is a way to be sent away, too.
        }
        nothingHappened();
    }

    private void nothingHappened() {
        assertThat(quit).isFalse();
        TimelineClient witness = session.join("witness", event -> {});
        assertThat(witness.history().end()).isZero();
        assertThat(witness.<Long>readTimed(now -> now.steps())).isZero();
        witness.leave();
    }
}
