package dev.hindsight.emulator.server;

import static dev.hindsight.emulator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.session.TimelineSession;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import dev.hindsight.rsp.wire.Hex;
import dev.hindsight.rsp.wire.Incoming;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever a debugger sends, and however it reads and leaves: it is answered, others are not disturbed, and the machine is
 * at each step what it is.
 */
class NoiseTest {
    private static final int BATCH = 100;
    /** The machine ends there. */
    private static final long END = 3000;

    private final TimelineSession session =
            TimelineSession.share(new LoopMachine(END, Long.MAX_VALUE), 16 << 20, false);
    private final RspServer server = RspServer.open(session, 0, () -> {});

    @AfterEach
    void close() {
        server.close();
        session.close();
    }

    @Test
    void twentyThousandBrokenPacketsDisturbNobody() {
        disturb(20_000, 1);
    }

    @Test
    @Tag("tools")
    void aMillionBrokenPacketsDisturbNobody() {
        disturb(1_000_000, 2);
    }

    private void disturb(int packets, long seed) {
        Noise noise = new Noise(seed);
        try (Debugger witness = new Debugger(server.port()).greet();
                Debugger noisy = new Debugger(server.port()).greet()) {
            for (int sent = 0; sent < packets; sent += BATCH) {
                batch(noisy, noise, sent);
                assertThat(witness.ask("p20")).as("reads come from its view").isEqualTo("0000008000000000");
                assertThat(witness.ask("m80000100,4")).isEqualTo("00000000");
                assertThat(witness.ask("Z0,80000010,4")).isEqualTo("OK");
                assertThat(witness.ask("z0,80000010,4")).isEqualTo("OK");
            }
            assertThat(witness.monitor("switch 0 24")).contains("step 24, branch 0");
            assertThat(witness.ask("p20")).isEqualTo("0000008000000000");
            assertThat(witness.ask("m80000100,1")).isEqualTo("03");
        }
        everyStateIsWhatItIs();
    }

    /** Ends with a question that the debugger is sure to get an answer to. */
    private static void batch(Debugger noisy, Noise noise, int number) {
        List<byte[]> all = new ArrayList<>();
        for (int i = 0; i < BATCH; i++) {
            all.add(noise.next());
        }
        String token = "token" + number;
        String last = "$qRcmd," + Hex.ofText(token) + "#";
        int sum = 0;
        for (char c : last.substring(1, last.length() - 1).toCharArray()) {
            sum += c;
        }
        all.add(Debugger.latin1("#00" + last + String.format("%02x", sum & 0xff)));
        all.forEach(noisy::raw);
        String answer = Hex.ofText("There is no command '" + token + "'; try: monitor help\n");
        Incoming next = noisy.any().orElseThrow();
        // Before it there may be news.
        while (!(next instanceof Incoming.Packet packet && packet.payload().endsWith(answer))) {
            assertThat(next).isNotInstanceOf(Incoming.Corrupt.class);
            next = noisy.any().orElseThrow();
        }
    }

    private void everyStateIsWhatItIs() {
        TimelineClient judge = session.join("judge", event -> {});
        for (long step = 0; step < END; step += 7) {
            LoopMachine fresh = new LoopMachine(END, Long.MAX_VALUE);
            fresh.run(step, StopPoints.NONE);
            long[] hash = new long[1];
            Moment there = new Moment(0, step);
            judge.travel(mover -> {
                        Stop stop = mover.seek(there);
                        hash[0] = mover.hash();
                        return stop;
                    })
                    .join();
            assertThat(hash[0]).as("step %d", step).isEqualTo(fresh.hash());
        }
    }

    @Test
    void whoNeverReadsBlocksNobody() {
        Debugger deaf = new Debugger(server.port()).greet();
        byte[] description = Debugger.latin1("$qXfer:features:read:target.xml:0,3fff#b0$c#63$bc#c5");
        try (Debugger other = new Debugger(server.port()).greet()) {
            // More answers than any buffer between us holds.
            while (deaf.rawUnlessGone(description)) {
                assertThat(other.ask("qC")).isEqualTo("QC1");
            }
            eventually().until(() -> other.ask("bs").startsWith("T05"));
        }
        deaf.close();
    }

    @Test
    void whoLeavesWithManyQuestionsOpenLetsTheMachineGo() {
        try (TimelineSession endless = TimelineSession.share(new LoopMachine(), 16 << 20, false);
                RspServer door = RspServer.open(endless, 0, () -> {});
                Debugger other = new Debugger(door.port()).greet()) {
            Debugger hasty = new Debugger(door.port()).greet();
            hasty.send("c");
            boolean there = true;
            for (int i = 0; i < 2000 && there; i++) {
                there = hasty.rawUnlessGone(Debugger.latin1("$qC#b4"));
            }
            hasty.close();
            eventually().until(() -> other.ask("bs").startsWith("T05"));
        }
        nobodyIsLeft();
    }

    @Test
    void hundredsOfVisitsLeaveNothingBehind() {
        for (int visit = 0; visit < 300; visit++) {
            Debugger visitor = new Debugger(server.port());
            if (visit % 3 > 0) {
                assertThat(visitor.ask("qC")).isEqualTo("QC1");
            }
            if (visit % 3 > 1) {
                visitor.send("c");
            }
            visitor.close();
        }
        try (Debugger last = new Debugger(server.port()).greet()) {
            eventually().until(() -> last.ask("bs").startsWith("T05"));
        }
        nobodyIsLeft();
    }

    private static void nobodyIsLeft() {
        eventually()
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().matches("gdb( \\d+)? (reads|answers)|gdb visitor")));
    }
}
