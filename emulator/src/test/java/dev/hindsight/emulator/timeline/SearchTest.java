package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of searches that find nothing, that end elsewhere, and that are cancelled. */
class SearchTest {
    private static final long END = 2_000_000;
    /** The machine is at this address every 16th step or so. */
    private static final StopPoints OFTEN = StopPoints.NONE.withBreakpoints(List.of(8L));

    private static final StopPoints NEVER = StopPoints.NONE.withBreakpoints(List.of(9L));

    private final Timeline timeline = new Timeline(new CounterMachine(), 1 << 20, output -> {});

    SearchTest() {
        timeline.seek(END, RunCallbacks.NONE);
    }

    /** Is interrupted after so many steps of searching. */
    private static final class Watcher implements RunCallbacks {
        private final long patience;
        private final List<long[]> told = new ArrayList<>();

        Watcher(long patience) {
            this.patience = patience;
        }

        @Override
        public void progress(long searched, long total) {
            told.add(new long[] {searched, total});
        }

        @Override
        public boolean interrupted() {
            return !told.isEmpty() && told.get(told.size() - 1)[0] >= patience;
        }

        @Override
        public List<Input> inputs() {
            return List.of();
        }

        @Override
        public boolean paces() {
            return false;
        }

        @Override
        public boolean idle(long nanos) {
            return true;
        }
    }

    private static Search search(boolean backward, StopPoints stops) {
        return backward ? Search.backward(stops) : Search.forward(stops).within(0, END);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSearchThatFindsNothingEndsWhereItBegan(boolean backward) {
        timeline.seek(END / 2, RunCallbacks.NONE);
        long hash = timeline.hash();
        Stop stop = timeline.search(search(backward, NEVER), RunCallbacks.NONE);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.NOT_FOUND);
        assertThat(stop.description())
                .isEqualTo(
                        backward
                                ? "Nothing was found back to the start of recorded history."
                                : "Nothing was found up to step " + END + ".");
        assertThat(timeline.moment()).isEqualTo(new Moment(0, END / 2));
        assertThat(timeline.hash()).isEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aCancelledSearchIsBackExactlyWhereItBegan(boolean backward) {
        timeline.seek(END / 2, RunCallbacks.NONE);
        timeline.input(new Input.WriteRegister(0, 5, 99));
        timeline.seek(END / 2 + 700_000, RunCallbacks.NONE);
        timeline.seek(END / 2 + 350_000, RunCallbacks.NONE);
        Moment here = timeline.moment();
        long hash = timeline.hash();
        Watcher watcher = new Watcher(300_000);
        Stop stop = timeline.search(search(backward, NEVER), watcher);
        assertThat(stop.reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(stop.moment()).isEqualTo(here);
        assertThat(timeline.moment()).isEqualTo(here);
        assertThat(timeline.hash()).isEqualTo(hash);
        assertThat(watcher.told.get(watcher.told.size() - 1)[0]).isLessThan(500_000);
    }

    @Test
    void aPlainBackwardMoveThatIsCancelledIsBackToo() {
        timeline.seek(END - 5, RunCallbacks.NONE);
        long hash = timeline.hash();
        assertThat(timeline.backward(NEVER, 0, new Watcher(500_000)).reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(timeline.moment()).isEqualTo(new Moment(0, END - 5));
        assertThat(timeline.hash()).isEqualTo(hash);
    }

    @Test
    void aForwardSearchIsCancelledBeyondTheRecordedEndToo() {
        long hash = timeline.hash();
        Stop stop = timeline.search(Search.forward(NEVER), new Watcher(1_000_000));
        assertThat(stop.reason()).isEqualTo(Stop.Reason.PAUSE);
        assertThat(timeline.moment()).isEqualTo(new Moment(0, END));
        assertThat(timeline.hash()).isEqualTo(hash);
        assertThat(timeline.end()).isGreaterThan(END);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void progressGrowsAndEndsWithAll(boolean backward) {
        timeline.seek(END / 2, RunCallbacks.NONE);
        for (StopPoints stops : List.of(NEVER, OFTEN)) {
            Watcher watcher = new Watcher(Long.MAX_VALUE);
            timeline.search(search(backward, stops), watcher);
            assertThat(watcher.told).isNotEmpty();
            long last = 0;
            for (long[] told : watcher.told) {
                assertThat(told[1]).isEqualTo(END / 2);
                assertThat(told[0]).isBetween(last, END / 2);
                last = told[0];
            }
            assertThat(last).isEqualTo(END / 2);
        }
    }

    @Test
    void theNumberedHitIsCountedInTheOrderOfTime() {
        timeline.seek(0, RunCallbacks.NONE);
        Stop third = timeline.forward(OFTEN, END, RunCallbacks.NONE);
        third = timeline.resume(OFTEN, END, RunCallbacks.NONE);
        third = timeline.resume(OFTEN, END, RunCallbacks.NONE);
        for (boolean backward : List.of(true, false)) {
            timeline.seek(END / 2, RunCallbacks.NONE);
            Stop stop = timeline.search(search(backward, OFTEN).numbered(3), RunCallbacks.NONE);
            assertThat(stop.step()).isEqualTo(third.step());
        }
        timeline.seek(7, RunCallbacks.NONE);
        assertThat(timeline.search(Search.forward(OFTEN).within(0, 100).numbered(99), RunCallbacks.NONE)
                        .reason())
                .isEqualTo(Stop.Reason.NOT_FOUND);
        assertThat(timeline.moment().step()).isEqualTo(7);
    }

    @Test
    void aStepEndsASearchUnlessAHitIsNearer() {
        timeline.seek(1000, RunCallbacks.NONE);
        assertThat(timeline.search(Search.forward(NEVER).orAt(1500), RunCallbacks.NONE)
                        .step())
                .isEqualTo(1500);
        assertThat(timeline.search(Search.backward(NEVER).orAt(400), RunCallbacks.NONE)
                        .step())
                .isEqualTo(400);
        Stop hit = timeline.search(Search.forward(OFTEN).orAt(100_000), RunCallbacks.NONE);
        assertThat(hit.reason()).isEqualTo(Stop.Reason.BREAKPOINT);
        assertThat(timeline.search(Search.backward(NEVER).orAt(100_000), RunCallbacks.NONE)
                        .reason())
                .isEqualTo(Stop.Reason.NOT_FOUND);
    }

    @Test
    void aSearchGoesPastACrashAndTellsOfTheGuestsEnd() {
        Timeline ending = new Timeline(new CounterMachine(5000, 1000, Long.MAX_VALUE), 1 << 20, output -> {});
        Stop stop = ending.search(Search.forward(NEVER), RunCallbacks.NONE);
        assertThat(stop.description()).isEqualTo("Nothing was found up to step 5000. The guest exits with status 42.");
        assertThat(ending.moment().step()).isZero();
        assertThat(ending.search(Search.forward(OFTEN).within(1001, 5000), RunCallbacks.NONE)
                        .step())
                .isGreaterThan(1000);
    }
}
