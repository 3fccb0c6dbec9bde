package dev.hindsight.emulator.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import dev.hindsight.emulator.timeline.Stop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every {@link Client} does, whatever runs its machine. */
abstract class ClientContract {
    /** Nothing answers there. */
    private static final long NOWHERE = 0x10;

    /** A client that stands where the guest has not ended. */
    abstract Client client();

    /** An address that the guest comes to again and again. */
    abstract long loop();

    /** Eight bytes that the guest writes to again and again. */
    abstract long counter();

    /** The number of a register that may be written. */
    abstract int register();

    abstract boolean goesBackward();

    private Stop move(Move<Mover> plan) {
        return client().move(plan).join();
    }

    private Stop toLoop() {
        return move(mover -> mover.forward(atLoop(), Mover.NO_LIMIT));
    }

    private StopPoints atLoop() {
        return StopPoints.NONE.withBreakpoints(List.of(loop()));
    }

    private long pc() {
        return client().read(now -> now.pc(0));
    }

    private List<Long> registers() {
        return client().read(this::registers);
    }

    private List<Long> registers(Inspector now) {
        return client().info().registers().stream()
                .filter(number -> number <= Inspector.PC)
                .map(number -> now.register(0, number).orElseThrow())
                .toList();
    }

    @Test
    void aBreakpointWhereItStandsStopsForwardAtOnce() {
        assertThat(toLoop().reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        assertThat(pc()).isEqualTo(loop());
        List<Long> before = registers();

        Stop again = toLoop();

        assertThat(again.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        assertThat(again.hit().map(Hit::pc)).contains(loop());
        assertThat(registers()).isEqualTo(before);
    }

    @Test
    void resumeStepsOffABreakpointAndComesToItAgain() {
        toLoop();
        List<Long> before = registers();

        Stop stop = move(mover -> mover.resume(atLoop(), Mover.NO_LIMIT));

        assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        assertThat(pc()).isEqualTo(loop());
        assertThat(registers()).isNotEqualTo(before);
    }

    @Test
    void aWatchpointStopsAfterTheWrite() {
        StopPoints watch = StopPoints.NONE.withWatches(List.of(Watch.write(counter(), 8)));

        Stop stop = move(mover -> mover.resume(watch, Mover.NO_LIMIT));

        assertThat(stop.reason()).isEqualTo(Stop.Reason.WATCHPOINT);
        Hit.Data hit = (Hit.Data) stop.hit().orElseThrow();
        assertThat(hit.accesses()).anySatisfy(access -> {
            assertThat(access.kind()).isEqualTo(AccessKind.WRITE);
            assertThat(access.address()).isBetween(counter(), counter() + 7);
        });
    }

    @Test
    void aBreakpointWhoseConditionDoesNotHoldIsPassed() {
        AtomicInteger asked = new AtomicInteger();
        StopPoints third = atLoop().onlyWhere((hit, now) -> now.pc(0) == loop() && asked.incrementAndGet() == 3);

        Stop stop = move(mover -> mover.resume(third, Mover.NO_LIMIT));

        assertThat(stop.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        assertThat(asked).hasValue(3);
    }

    @Test
    void anInterruptEndsARunThatMeetsNothing() throws InterruptedException {
        CountDownLatch runs = new CountDownLatch(1);
        CompletableFuture<Stop> stop = client().move(mover -> {
            runs.countDown();
            return mover.resume(StopPoints.NONE, Mover.NO_LIMIT);
        });
        runs.await();
        client().interrupt();

        assertThat(stop.join().reason()).isEqualTo(Stop.Reason.PAUSE);
    }

    @Test
    void oneStepLeadsToTheNextInstruction() {
        toLoop();

        Stop stop = move(mover -> mover.stepForward(0, 1));

        assertThat(stop.reason()).isEqualTo(Stop.Reason.STEP);
        assertThat(pc()).isNotEqualTo(loop());
    }

    @Test
    void aPlanOfManyMovesIsOneMoveAndReportsWhatItWants() {
        Stop stop = move(mover -> {
            mover.forward(atLoop(), Mover.NO_LIMIT);
            mover.stepForward(0, 1);
            mover.resume(atLoop(), Mover.NO_LIMIT);
            return mover.arrived(Stop.Reason.STEP, mover.now().pc(0) == loop() ? "round" : "astray");
        });

        assertThat(stop.description()).isEqualTo("round");
        assertThat(pc()).isEqualTo(loop());
    }

    @Test
    void aRegisterThatWasWrittenHasItsNewValue() {
        client().write(new Input.WriteRegister(0, register(), 0x1234));

        assertThat(client().<Long>read(now -> now.register(0, register()).orElseThrow()))
                .isEqualTo(0x1234);
    }

    @Test
    void aRefusedWriteChangesNothing() {
        List<Long> before = registers();

        assertThatThrownBy(() -> client().write(new Input.WriteMemory(0, NOWHERE, Bytes.utf8("x"))))
                .isInstanceOf(RefusedException.class);

        assertThat(registers()).isEqualTo(before);
    }

    @Test
    void memoryIsShortWhereNothingAnswers() {
        assertThat(client().<byte[]>read(now -> now.read(0, NOWHERE, 4))).isEmpty();
    }

    @Test
    void itIsWhereTheMachineStands() {
        toLoop();
        assertThat(client().isCurrent()).isTrue();
        client().catchUp();
        assertThat(pc()).isEqualTo(loop());
    }

    @Test
    void whoCanGoBackwardComesToWhatWasBeforeAndWhoCannotHasNoSuchFacet() {
        Optional<ReverseClient> reverse = client().reverse();
        assertThat(reverse.isPresent()).isEqualTo(goesBackward());
        if (reverse.isEmpty()) {
            assertThat(client().timeline()).isEmpty();
            return;
        }
        toLoop();
        List<Long> before = registers();
        Stop stop = reverse.get()
                .moveEitherWay(mover -> {
                    mover.stepForward(0, 3);
                    mover.stepBackward(0);
                    mover.stepBackward(0);
                    return mover.stepBackward(0);
                })
                .join();
        assertThat(stop.reason()).isEqualTo(Stop.Reason.STEP);
        assertThat(registers()).isEqualTo(before);
    }
}
