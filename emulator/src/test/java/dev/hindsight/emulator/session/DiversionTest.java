package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.Emulator;
import dev.hindsight.emulator.GuestConfig;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.Coverage;
import dev.hindsight.emulator.client.Diversion;
import dev.hindsight.emulator.client.History;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Machine;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.CounterMachine;
import dev.hindsight.emulator.timeline.Stop;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class DiversionTest {
    private static final long HALT = 5000;

    /** All that could betray a diversion. */
    private record Traces(long hash, History history, List<ClientEvent> heard) {}

    private static final class Visit implements AutoCloseable {
        private final List<ClientEvent> heard = new ArrayList<>();
        private final TimelineSession session;
        private final TimelineClient client;

        Visit(Machine machine, long history, long step) {
            session = TimelineSession.share(machine, 1 << 24, false);
            client = session.join("gdb", heard::add);
            seek(history);
            seek(step);
        }

        Stop seek(long step) {
            return client.travel(mover -> mover.seek(step)).join();
        }

        /** Diverts, and checks that nothing is left of it. */
        <T> T divert(Function<Diversion, T> plan) {
            List<T> result = new ArrayList<>();
            CompletableFuture<Stop> done = client.travel(mover -> {
                Traces before = traces(mover);
                try {
                    result.add(mover.divert(plan));
                } finally {
                    assertThat(traces(mover)).isEqualTo(before);
                }
                return mover.arrived(Stop.Reason.STEP, "");
            });
            done.join();
            return result.get(0);
        }

        private Traces traces(TimelineMover mover) {
            History all = client.history();
            // Of bytes, the machine may hold its present state once more than before: it was captured.
            Coverage coverage = new Coverage(
                    0, 0, all.coverage().checkpoints(), all.coverage().longestGap(), 0);
            History history =
                    new History(all.here(), all.start(), all.end(), all.branches(), all.bookmarks(), coverage);
            return new Traces(mover.hash(), history, List.copyOf(heard));
        }

        @Override
        public void close() {
            session.close();
        }
    }

    private static Visit atLiveEnd() {
        return new Visit(new CounterMachine(HALT, Long.MAX_VALUE, Long.MAX_VALUE), 1000, 1000);
    }

    private static Visit inThePast() {
        return new Visit(new CounterMachine(HALT, Long.MAX_VALUE, Long.MAX_VALUE), 1000, 400);
    }

    private static Stop writeAndRun(Diversion diversion) {
        diversion.write(new Input.WriteRegister(0, 0, 5));
        return diversion.forward(StopPoints.NONE, diversion.step() + 3000);
    }

    @Test
    void whatRanThereLeavesNoTrace() {
        for (Visit visit : List.of(atLiveEnd(), inThePast())) {
            try (visit) {
                long step = visit.client.readTimed(TimedInspector::steps);
                Stop stop = visit.divert(DiversionTest::writeAndRun);
                assertThat(stop.step()).isEqualTo(step + 3000);
                assertThat(visit.divert(DiversionTest::writeAndRun).step()).isEqualTo(stop.step());
            }
        }
    }

    @Test
    void whatItPrintsIsItsOwn() {
        try (Visit visit = atLiveEnd()) {
            Bytes said = visit.divert(diversion -> {
                diversion.forward(StopPoints.NONE, diversion.step() + 970);
                return diversion.console();
            });
            assertThat(said.length()).isEqualTo(10);
            visit.seek(1970);
            assertThat(visit.heard)
                    .as("history itself says it when it comes there")
                    .anySatisfy(event -> assertThat(event).isInstanceOf(ClientEvent.Console.class));
        }
    }

    @Test
    void theGuestMayEndThere() {
        try (Visit visit = atLiveEnd()) {
            Stop stop = visit.divert(diversion -> {
                diversion.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
                return diversion.resume(StopPoints.NONE, TimelineMover.NO_LIMIT);
            });
            assertThat(stop.reason()).isEqualTo(Stop.Reason.ENDED);
            Stop still = visit.client
                    .travel(mover -> mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT))
                    .join();
            assertThat(still.reason()).as("for history it is the first time").isEqualTo(Stop.Reason.EXIT);
        }
    }

    @Test
    void theGuestMayCrashThere() {
        try (Visit visit = new Visit(new CounterMachine(Long.MAX_VALUE, 1500, Long.MAX_VALUE), 1000, 700)) {
            for (int i = 0; i < 2; i++) {
                Stop stop = visit.divert(diversion -> diversion.forward(StopPoints.NONE, TimelineMover.NO_LIMIT));
                assertThat(stop.reason()).isEqualTo(Stop.Reason.EXCEPTION);
            }
        }
    }

    @Test
    void aPlanThatFailsLeavesNoTraceEither() {
        try (Visit visit = inThePast()) {
            assertThatThrownBy(() -> visit.divert(diversion -> {
                        writeAndRun(diversion);
                        throw new IllegalStateException("a bug");
                    }))
                    .hasRootCauseMessage("a bug");
            assertThatThrownBy(() -> visit.divert(diversion -> {
                        diversion.write(new Input.WriteRegister(0, 500, 1));
                        return 0;
                    }))
                    .hasRootCauseMessage("There is no register with number 500.");
            assertThat(visit.client.view().step()).isEqualTo(400);
        }
    }

    @Test
    void anInterruptEndsItWhereItBegan() throws Exception {
        try (Visit visit = new Visit(new CounterMachine(), 1000, 400)) {
            CountDownLatch running = new CountDownLatch(1);
            CompletableFuture<Stop> stop = CompletableFuture.supplyAsync(() -> visit.divert(diversion -> {
                running.countDown();
                return diversion.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
            }));
            running.await();
            visit.client.interrupt();
            assertThat(stop.join().reason()).isEqualTo(Stop.Reason.PAUSE);
            assertThat(visit.client.view().step()).isEqualTo(400);
        }
    }

    @Test
    void whatIsTypedMeanwhileWaitsForHistory() {
        try (Visit visit = atLiveEnd()) {
            visit.divert(diversion -> {
                visit.client.interrupt();
                return diversion.step();
            });
            CompletableFuture<Stop> done = visit.client.travel(mover -> {
                long hash = mover.hash();
                mover.divert(diversion -> {
                    visit.client.type(Bytes.utf8("x"));
                    return diversion.forward(StopPoints.NONE, diversion.step() + 100);
                });
                assertThat(mover.hash()).isEqualTo(hash);
                return mover.forward(StopPoints.NONE, 1001);
            });
            done.join();
            assertThat(visit.client.history().branches()).hasSize(1);
        }
    }

    @Test
    void itCanGoBackAndBranchWithinItself() {
        try (Visit visit = inThePast()) {
            int branch = visit.divert(diversion -> {
                diversion.seek(900);
                diversion.seek(500);
                diversion.write(new Input.WriteRegister(0, 0, 9));
                diversion.seek(-1);
                assertThat(diversion.step()).as("it begins where it was begun").isEqualTo(400);
                diversion.seek(450);
                return diversion.moment().branch();
            });
            assertThat(branch).isEqualTo(1);
        }
    }

    @Test
    void aRealGuestGoesOnAsIfNothingHadBeen() {
        Path guest = Path.of(System.getProperty("hindsight.root", ".."), "examples/corruption.elf");
        GuestConfig config = GuestConfig.of(guest).unpaced();
        try (Visit visit = new Visit(Emulator.machine(config), 200_000, 100_000);
                Visit plain = new Visit(Emulator.machine(config), 300_000, 300_000)) {
            visit.divert(diversion -> {
                for (int register = 5; register < 18; register++) {
                    diversion.write(new Input.WriteRegister(0, register, 0x1234_5678L));
                }
                diversion.write(new Input.WriteRegister(0, Inspector.PC, 0));
                return diversion.forward(StopPoints.NONE, diversion.step() + 1000);
            });
            long bytes = visit.client.history().coverage().bytes();
            visit.divert(diversion -> diversion.forward(StopPoints.NONE, 400_000));
            assertThat(visit.client.history().coverage().bytes()).isEqualTo(bytes);
            visit.seek(300_000);
            List<Long> hashes = new ArrayList<>();
            for (Visit each : List.of(visit, plain)) {
                each.client
                        .travel(mover -> {
                            hashes.add(mover.hash());
                            return mover.arrived(Stop.Reason.STEP, "");
                        })
                        .join();
            }
            assertThat(hashes.get(0)).isEqualTo(hashes.get(1));
        }
    }
}
