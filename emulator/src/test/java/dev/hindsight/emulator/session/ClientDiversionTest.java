package dev.hindsight.emulator.session;

import static dev.hindsight.emulator.Eventually.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.hindsight.emulator.StoppedClock;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.client.TimelineMover;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.timeline.CounterMachine;
import dev.hindsight.emulator.timeline.Stop;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A diversion that a debugger makes packet by packet. */
class ClientDiversionTest {
    private static final long HERE = 400;

    private final TimelineSession session = TimelineSession.share(new CounterMachine(), 1 << 24, false);
    private final TimelineClient gdb = session.join("gdb", event -> {});
    private final TimelineClient other = session.join("VS Code", event -> {});

    @BeforeEach
    void standInThePast() {
        seek(gdb, 1000);
        seek(gdb, HERE);
        other.catchUp();
    }

    @AfterEach
    void close() {
        session.close();
    }

    private static Stop seek(TimelineClient client, long step) {
        return client.travel(mover -> mover.seek(step)).join();
    }

    private static long hash(TimelineClient client) {
        AtomicLong hash = new AtomicLong();
        client.travel(mover -> {
                    hash.set(mover.hash());
                    return mover.arrived(Stop.Reason.STEP, "");
                })
                .join();
        return hash.get();
    }

    private static void write(TimelineClient client, long value) {
        client.write(new Input.WriteRegister(0, 0, value));
    }

    @Test
    void theMachineIsNotResetThere() {
        gdb.divert();
        assertThatThrownBy(() -> gdb.write(new Input.Reset()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("A function call is in progress: let it finish before you reset the machine.");
        gdb.endDiversion(true);
        assertThat(gdb.view().step()).isEqualTo(HERE);
        assertThat(gdb.history().branches()).hasSize(1);
    }

    /** Its debugger shows the registers of the place where it stands, and would put those back. */
    @Test
    void itDoesNotBeginWhereAnotherMovedTheMachineMeanwhile() {
        StoppedClock clock = new StoppedClock();
        try (TimelineSession patient = clock.share(new CounterMachine(), 1 << 20)) {
            TimelineClient first = patient.join("gdb", event -> {});
            TimelineClient second = patient.join("VS Code", event -> {});
            seek(second, 0); // from now on the machine is its own for a while
            CompletableFuture<Throwable> refusal = new CompletableFuture<>();
            Thread waiting = new Thread(() -> refusal.complete(catchThrowable(first::divert)));
            waiting.start();
            for (int i = 0; i < 2; i++) {
                eventually().untilAsserted(() -> assertThat(waiting.getState()).isEqualTo(Thread.State.WAITING));
                second.history(); // what was asked before is in the queue
            }
            seek(second, 700);
            clock.passes(Duration.ofNanos(ActionQueue.LEASE));
            assertThat(refusal.join())
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("VS Code moved the machine to step 700");
            assertThat(first.view().step()).isZero();
        }
    }

    @Test
    void whereItWasRefusedNothingIsWrittenThatWasMeantForIt() throws Exception {
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Stop> running = other.travel(mover -> {
            runs.countDown();
            return mover.resume(StopPoints.NONE, TimelineMover.NO_LIMIT);
        });
        runs.await();
        assertThatThrownBy(gdb::divert).isInstanceOf(RefusedException.class);
        other.interrupt();
        running.join();
        gdb.catchUp();
        assertThatThrownBy(() -> write(gdb, 5))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("VS Code");
        gdb.endDiversion(false);
        write(gdb, 5);
        assertThat(gdb.<Long>read(now -> now.register(0, 0).orElseThrow())).isEqualTo(5);
    }

    @Test
    void whatTheClientDoesThereIsGoneAfterwards() {
        long before = hash(gdb);
        gdb.divert();
        write(gdb, 5);
        assertThat(seek(gdb, 3000).step()).isEqualTo(3000);
        assertThat(gdb.readTimed(TimedInspector::steps))
                .as("it reads what it did")
                .isEqualTo(3000);
        gdb.endDiversion(false);

        assertThat(gdb.readTimed(TimedInspector::steps)).isEqualTo(HERE);
        assertThat(hash(gdb)).isEqualTo(before);
        assertThat(gdb.history().branches()).hasSize(1);
        assertThat(gdb.history().end()).isEqualTo(1000);
    }

    @Test
    void whatIsKeptIsABranchThatEndsInTheSameState() {
        gdb.divert();
        write(gdb, 5);
        seek(gdb, 500);
        write(gdb, 7);
        seek(gdb, 700);
        long there = hash(gdb);
        gdb.endDiversion(true);

        assertThat(gdb.readTimed(TimedInspector::steps)).isEqualTo(700);
        assertThat(hash(gdb)).isEqualTo(there);
        assertThat(gdb.history().branches()).hasSize(2);
        assertThat(gdb.history().branches().get(0).end()).isEqualTo(1000);
    }

    @Test
    void toOthersTheMachineRunsMeanwhile() {
        gdb.divert();
        write(gdb, 5);
        seek(gdb, 600);
        assertThat(other.readTimed(TimedInspector::steps)).isEqualTo(HERE);
        assertThatThrownBy(() -> seek(other, 10)).hasMessageContaining("gdb is running the machine");
        gdb.endDiversion(false);
        assertThat(seek(other, 10).step()).isEqualTo(10);
    }

    @Test
    void whoeverLeavesInTheMiddleLeavesNothingBehind() {
        long before = hash(gdb);
        gdb.divert();
        write(gdb, 5);
        gdb.leave();
        assertThat(hash(other)).isEqualTo(before);
        assertThat(other.history().branches()).hasSize(1);
    }

    @Test
    void anInterruptStopsOneRunAndNotTheNext() throws Exception {
        gdb.divert();
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Stop> stop = gdb.travel(mover -> {
            runs.countDown();
            return mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
        });
        runs.await();
        other.interrupt();
        assertThat(stop.join().reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(seek(gdb, 450).reason()).isEqualTo(Stop.Reason.STEP);
        gdb.endDiversion(false);
        assertThat(gdb.readTimed(TimedInspector::steps)).isEqualTo(HERE);
    }

    @Test
    void whereAnInterruptStoppedItIsKept() throws Exception {
        gdb.divert();
        write(gdb, 5);
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Stop> stop = gdb.travel(mover -> {
            runs.countDown();
            return mover.forward(StopPoints.NONE, TimelineMover.NO_LIMIT);
        });
        runs.await();
        gdb.interrupt();
        long there = stop.join().step();
        gdb.endDiversion(true);

        assertThat(gdb.readTimed(TimedInspector::steps)).isEqualTo(there);
        assertThat(gdb.history().branches()).hasSize(2);
    }

    @Test
    void whoeverWasLeftBehindCannotDivert() {
        seek(other, 10);
        assertThatThrownBy(gdb::divert).hasMessageContaining("VS Code moved the machine to step 10");
        gdb.endDiversion(false);
        assertThat(gdb.readTimed(TimedInspector::steps)).isEqualTo(HERE);
    }

    @Test
    void theSessionCanEndInTheMiddle() {
        gdb.divert();
        session.close();
        assertThatThrownBy(() -> seek(gdb, 10)).hasMessageContaining("The session ");
    }

    @Test
    void aWriteOfWhatIsThereOpensNoBranch() {
        write(gdb, gdb.read(now -> now.register(0, 0)).orElseThrow());
        assertThat(gdb.history().branches()).hasSize(1);
        write(gdb, 99);
        assertThat(gdb.history().branches()).hasSize(2);
    }
}
