package dev.hindsight.emulator.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.client.ClientEvent;
import dev.hindsight.emulator.client.RefusedException;
import dev.hindsight.emulator.client.TimelineClient;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.timeline.CounterMachine;
import dev.hindsight.emulator.timeline.Journal;
import dev.hindsight.emulator.timeline.RecordedHistory;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final long BUDGET = 64 << 20;

    private final AtomicLong collections = new AtomicLong();
    private final AtomicLong used = new AtomicLong();
    private final HeapWatch watch = new HeapWatch(collections::get, used::get, 1000);

    @Test
    void onlyACollectionTellsWhatIsInUse() {
        used.set(990);
        assertThat(watch.excess()).isZero();
        collections.incrementAndGet();
        assertThat(watch.excess()).isEqualTo(990 - 850);
        assertThat(watch.excess())
                .as("until the next one, nothing new is known")
                .isZero();
        used.set(900);
        collections.incrementAndGet();
        assertThat(watch.excess()).isZero();
    }

    @Test
    void theProcessHasSuchAPool() {
        assertThat(HeapWatch.ofThisProcess().excess()).isZero();
    }

    @Test
    void historyShrinksBeforeMemoryEndsAndNoStateChanges() throws Exception {
        CounterMachine machine = new CounterMachine();
        CounterMachine plain = new CounterMachine();
        List<ClientEvent> heard = new CopyOnWriteArrayList<>();
        try (SharedSession session = new SharedSession(
                machine, BUDGET, false, RecordedHistory.NONE, Journal.NONE, Archive.NONE, System::nanoTime, watch)) {
            TimelineClient client = session.join("gdb", heard::add);
            used.set(990);
            collections.incrementAndGet();
            client.travel(mover -> mover.forward(StopPoints.NONE, 3_000_000)).get();
            assertThat(client.history().coverage().budget()).isLessThan(BUDGET);
            assertThat(heard)
                    .filteredOn(ClientEvent.Notice.class::isInstance)
                    .singleElement()
                    .asString()
                    .contains("Memory is running out: history now takes at most ");
            client.travel(mover -> mover.seek(1_000_000)).get();
            plain.run(1_000_000, StopPoints.NONE);
            assertThat(client.<Long>read(now -> now.register(0, 0).orElseThrow()))
                    .isEqualTo(plain.number());
        }
    }

    @Test
    void whatMemoryIsTooSmallForIsASentence() {
        try (SharedSession session = new SharedSession(
                new CounterMachine(),
                BUDGET,
                false,
                RecordedHistory.NONE,
                Journal.NONE,
                Archive.NONE,
                System::nanoTime,
                watch)) {
            TimelineClient client = session.join("gdb", event -> {});
            assertThatThrownBy(() -> client.read(now -> {
                        throw new OutOfMemoryError("Java heap space");
                    }))
                    .isInstanceOf(RefusedException.class)
                    .hasMessageStartingWith("Hindsight ran out of memory: give it more");
        }
    }
}
