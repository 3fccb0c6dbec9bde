package dev.hindsight.emulator.session;

import static dev.hindsight.emulator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.StoppedClock;
import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.Move;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.CounterMachine;
import dev.hindsight.emulator.timeline.Moment;
import dev.hindsight.emulator.timeline.Stop;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TimelineSessionTest {
    private static final Move<TimelineMover> FOR_EVER = mover -> mover.resume(StopPoints.NONE, TimelineMover.NO_LIMIT);

    /** For so long a silent client keeps the machine. */
    private static final Duration LEASE = Duration.ofNanos(ActionQueue.LEASE);

    private final CounterMachine machine = new CounterMachine();
    private TimelineSession session = TimelineSession.share(machine, 1 << 20, true);
    private final List<ClientEvent> heard = new CopyOnWriteArrayList<>();
    private final TimelineClient gdb = session.join("gdb", event -> {});
    private final TimelineClient code = session.join("VS Code", heard::add);

    @AfterEach
    void closes() {
        session.close();
    }

    private static Stop go(TimelineClient client, long step) throws Exception {
        return client.travel(mover -> mover.seek(step)).get();
    }

    private static long step(TimelineClient client) {
        return client.readTimed(TimedInspector::steps);
    }

    /** Starts a run that only an interrupt ends, and returns once it is under way. */
    private static CompletableFuture<Stop> run(TimelineClient client) throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CompletableFuture<Stop> stop = client.travel(mover -> {
            started.countDown();
            return FOR_EVER.on(mover);
        });
        started.await();
        return stop;
    }

    @Test
    void aClientReadsWhereItLastStoppedUntilItCatchesUp() throws Exception {
        long before = code.read(now -> now.register(0, 0).orElseThrow());
        go(gdb, 1000);
        assertThat(code.isCurrent()).isFalse();
        assertThat(code.view()).isEqualTo(new Moment(0, 0));
        assertThat(code.<Long>read(now -> now.register(0, 0).orElseThrow())).isEqualTo(before);
        code.catchUp();
        assertThat(code.isCurrent()).isTrue();
        assertThat(step(code)).isEqualTo(1000);
    }

    @Test
    void aMachineThatFailsInMidStepStandsAtNoHalfMadeState() throws Exception {
        machine.failAt(500_000);
        assertThatThrownBy(() -> go(gdb, 1_000_000)).hasMessageContaining("The disk is gone.");
        CounterMachine plain = new CounterMachine();
        plain.run(step(gdb), StopPoints.NONE);
        assertThat(gdb.<Long>read(now -> now.register(0, 0).orElseThrow())).isEqualTo(plain.number());
        go(gdb, 1_000_000);
        plain.run(1_000_000, StopPoints.NONE);
        assertThat(gdb.<Long>read(now -> now.register(0, 0).orElseThrow())).isEqualTo(plain.number());
        go(gdb, 1000);
        gdb.travel(mover -> mover.forward(StopPoints.NONE, 1_000_000)).get();
        assertThat(heard).noneMatch(ClientEvent.Diverged.class::isInstance);
    }

    @Test
    void everyoneHearsThatAReplayIsNotWhatWasRecorded() throws Exception {
        go(gdb, 1_000_000);
        gdb.travel(mover -> {
                    mover.seek(1000);
                    machine.disturb();
                    return mover.forward(StopPoints.NONE, 900_000);
                })
                .get();
        assertThat(heard)
                .filteredOn(ClientEvent.News.class::isInstance)
                .extracting(event -> ((ClientEvent.News) event).sentence())
                .singleElement(InstanceOfAssertFactories.STRING)
                .startsWith("Warning: The replay of step 393,216 differs from the recording: counter number: ");
    }

    @Test
    void whoeverIsThereOrComesLaterHearsWhatIsToKnowOfTheGuest() throws Exception {
        List<ClientEvent> late = new CopyOnWriteArrayList<>();
        gdb.travel(mover -> {
                    machine.notice("It is compiled for V.");
                    return mover.forward(StopPoints.NONE, 10);
                })
                .get();
        session.join("late", late::add);
        ClientEvent notice = new ClientEvent.Notice("It is compiled for V.");
        assertThat(heard).contains(notice);
        assertThat(late).containsExactly(notice);
    }

    @Test
    void othersHearWhoMovedAndWhere() throws Exception {
        Stop stop = go(gdb, 1000);
        assertThat(heard)
                .filteredOn(event -> !(event instanceof ClientEvent.Console))
                .containsExactly(new ClientEvent.Running("gdb"), new ClientEvent.Moved("gdb", stop));
    }

    @Test
    void aMoveThatComesBackLeavesNobodyBehind() throws Exception {
        go(gdb, 1000);
        code.catchUp();
        gdb.travel(mover -> {
                    mover.seek(10);
                    return mover.seek(1000);
                })
                .get();
        assertThat(code.isCurrent()).isTrue();
    }

    @Test
    void readsAreServedFromTheViewWhileAnotherRuns() throws Exception {
        go(gdb, 500);
        code.catchUp();
        CompletableFuture<Stop> running = run(gdb);
        assertThat(step(code)).isEqualTo(500);
        code.catchUp();
        assertThat(step(code)).as("nobody was told of a place in mid-run").isEqualTo(500);
        code.interrupt();
        assertThat(running.get().reason()).isEqualTo(Stop.Reason.PAUSE);
    }

    @Test
    void aReadNeedsNoOtherThreadUnlessTheMachineRuns() throws Exception {
        eventually().until(() -> code.read(now -> Thread.currentThread()) == Thread.currentThread());
        CompletableFuture<Stop> running = run(gdb);
        assertThat(code.<Thread>read(now -> Thread.currentThread())).isNotSameAs(Thread.currentThread());
        code.interrupt();
        running.get();
    }

    @Test
    void whoReadsMayReadOn() {
        eventually().until(() -> code.read(now -> Thread.currentThread()) == Thread.currentThread());
        CompletableFuture<Long> inside = CompletableFuture.supplyAsync(() -> code.read(now -> {
            // One is taken at once, by the machine's thread that then waits for us; the other is still in the queue.
            gdb.interrupt();
            gdb.interrupt();
            return step(gdb);
        }));
        assertThat(inside.join()).isZero();
    }

    @Test
    void whoInterruptsWhatRunsDoesNotMeanWhatAnotherHasInMind() throws Exception {
        StoppedClock clock = new StoppedClock();
        try (TimelineSession patient = clock.share(new CounterMachine(), 1 << 20)) {
            TimelineClient one = patient.join("one", event -> {});
            TimelineClient other = patient.join("other", event -> {});
            go(one, 1000);
            CompletableFuture<Stop> running = run(one);
            CompletableFuture<Stop> next = other.travel(mover -> mover.seek(10));
            one.interrupt();
            assertThat(running.get().reason()).isEqualTo(Stop.Reason.PAUSE);
            clock.passes(LEASE);
            assertThat(next.get().reason()).isEqualTo(Stop.Reason.STEP);
            assertThat(step(other)).isEqualTo(10);
        }
    }

    @Test
    void whoWantsToMoveWhileAnotherRunsIsRefusedWithASentence() throws Exception {
        CompletableFuture<Stop> running = run(gdb);
        assertThatThrownBy(() -> go(code, 5))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(RefusedException.class)
                .hasMessage("gdb is running the machine; interrupt it, or wait until it stops.");
        assertThatThrownBy(() -> code.write(new Input.WriteRegister(0, 0, 1))).isInstanceOf(RefusedException.class);
        assertThat(running).isNotDone();
    }

    @Test
    void aClientThatMovedKeepsTheMachineUntilItHasBeenSilent() throws Exception {
        StoppedClock clock = new StoppedClock();
        try (TimelineSession patient = clock.share(new CounterMachine(), 1 << 20)) {
            TimelineClient one = patient.join("one", event -> {});
            TimelineClient other = patient.join("other", event -> {});
            go(one, 10);
            CompletableFuture<Stop> waits = other.travel(mover -> mover.seek(3));
            for (int i = 0; i < 20; i++) {
                clock.passes(LEASE.dividedBy(4));
                go(one, 10 + i);
            }
            assertThat(one.isCurrent()).isTrue();
            assertThat(waits).isNotDone();
            clock.passes(LEASE);
            assertThat(waits.get().step()).isEqualTo(3);
            assertThat(one.isCurrent()).isFalse();
            assertThat(step(one)).isEqualTo(29);
        }
    }

    @Test
    void anInterruptThatCameBeforeAMoveIsNotMeantForIt() throws Exception {
        gdb.interrupt();
        assertThat(go(gdb, 100).reason()).isEqualTo(Stop.Reason.STEP);
    }

    @Test
    void anInterruptMeantForAMoveThatStillWaitsIsNotLost() throws Exception {
        CompletableFuture<Stop> running = run(gdb);
        CompletableFuture<Stop> next = gdb.travel(FOR_EVER);
        gdb.interrupt();
        assertThat(running.get().reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(next.get().reason()).isEqualTo(Stop.Reason.PAUSE);
    }

    @Test
    void aWriteInThePastOpensABranchAndTellsTheOthers() throws Exception {
        go(gdb, 1000);
        go(gdb, 500);
        gdb.write(new Input.WriteRegister(0, 0, 77));
        assertThat(gdb.history().here()).isEqualTo(new Moment(1, 500));
        assertThat(heard).contains(new ClientEvent.Written("gdb", 0, 0));
        assertThat(code.isCurrent()).isFalse();
    }

    @Test
    void aWriteFromAViewThatWasLeftBehindIsRefused() throws Exception {
        go(gdb, 1000);
        eventually()
                .untilAsserted(() -> assertThatThrownBy(() -> code.write(new Input.WriteRegister(0, 0, 1)))
                        .hasMessage("gdb moved the machine to step 1000; go there before you write."));
    }

    @Test
    void whatCannotBeWrittenIsRefusedWithASentence() {
        assertThatThrownBy(() -> gdb.write(new Input.WriteRegister(0, 500, 1)))
                .hasMessage("There is no register with number 500.");
        assertThatThrownBy(() -> gdb.write(new Input.WriteMemory(0, 0x9000, Bytes.of((byte) 1))))
                .hasMessage("Memory at 0x9000 cannot be written.");
    }

    @Test
    void typingAtAStopIsRecordedWhereTheMachineStands() throws Exception {
        go(gdb, 100);
        gdb.type(Bytes.utf8("x"));
        long typed = gdb.read(now -> now.register(0, 0).orElseThrow());
        go(gdb, 200);
        go(gdb, 100);
        assertThat(gdb.<Long>read(now -> now.register(0, 0).orElseThrow())).isEqualTo(typed);
        assertThat(gdb.history().branches()).hasSize(1);
    }

    @RepeatedTest(50)
    void typingWhileTheMachineRunsArrivesAtTheLiveEndAndReplays() throws Exception {
        CompletableFuture<Stop> running = run(gdb);
        code.type(Bytes.utf8("hello"));
        gdb.interrupt();
        Stop stop = running.get();
        long end = gdb.travel(mover -> mover.arrived(Stop.Reason.STEP, "" + mover.hash()))
                .get()
                .description()
                .hashCode();
        go(gdb, 1);
        go(gdb, stop.step());
        long again = gdb.travel(mover -> mover.arrived(Stop.Reason.STEP, "" + mover.hash()))
                .get()
                .description()
                .hashCode();
        assertThat(again).isEqualTo(end);
        assertThat(gdb.history().branches()).hasSize(1);
    }

    @Test
    void aClientThatLeavesDisturbsNobodyAndItsRunStops() throws Exception {
        CompletableFuture<Stop> running = run(gdb);
        gdb.leave();
        assertThat(running.get().reason()).isEqualTo(Stop.Reason.PAUSE);
        code.catchUp();
        assertThat(go(code, 7).step()).isEqualTo(7);
    }

    @Test
    void aMoveThatFailsTellsItsClientAndLeavesTheSessionRunning() throws Exception {
        assertThatThrownBy(() -> gdb.travel(mover -> {
                            throw new IllegalStateException("a bug");
                        })
                        .get())
                .hasRootCauseMessage("a bug");
        assertThat(go(gdb, 3).step()).isEqualTo(3);
    }

    @Test
    void endingTheSessionStopsARunAndTellsEveryone() throws Exception {
        CompletableFuture<Stop> running = run(gdb);
        session.end("gdb ended the session.");
        assertThat(running.get().reason()).isEqualTo(Stop.Reason.PAUSE);
        eventually().untilAsserted(() -> assertThat(heard).contains(new ClientEvent.Closed("gdb ended the session.")));
        assertThatThrownBy(() -> step(code)).isInstanceOf(RefusedException.class);
    }

    @Test
    void snapshotsOfViewsAreReleased() throws Exception {
        session.close();
        CounterMachine counting = new CounterMachine();
        session = TimelineSession.share(counting, 1 << 20, true);
        TimelineClient one = session.join("one", event -> {});
        List<TimelineClient> others = List.of(session.join("two", event -> {}), session.join("three", event -> {}));
        go(one, 10);
        go(one, 20);
        others.get(0).catchUp();
        others.get(1).leave();
        assertThat(counting.snapshotsHeld()).isEqualTo(one.history().coverage().checkpoints());
    }

    @Test
    void aSleepingMachineWakesForInput() throws Exception {
        session.close();
        session = TimelineSession.share(new CounterMachine(Long.MAX_VALUE, Long.MAX_VALUE, 100), 1 << 20, true);
        TimelineClient client = session.join("one", event -> {});
        client.type(Bytes.utf8("a"));
        assertThat(go(client, 5000).reason()).isEqualTo(Stop.Reason.STEP);
    }
}
