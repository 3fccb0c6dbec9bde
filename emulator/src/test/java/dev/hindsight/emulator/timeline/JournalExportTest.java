package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;

/** Saving history may take as long as to compute it again. */
class JournalExportTest {
    private static final long END = 3_000_000;

    private final List<Long> told = new ArrayList<>();
    private final Heard heard = new Heard();

    private static Timeline recorded() {
        Timeline made = new Timeline(new CounterMachine(), 1 << 20, output -> {});
        made.seek(END, RunCallbacks.NONE);
        made.seek(1000, RunCallbacks.NONE);
        made.input(new Input.Elapse(5));
        made.seek(2000, RunCallbacks.NONE);
        return made;
    }

    private RunCallbacks interruptedAfter(int questions) {
        return new RunCallbacks() {
            private int asked;

            @Override
            public void progress(long steps, long total) {
                assertThat(total).isEqualTo(END + 1000);
                told.add(steps);
            }

            @Override
            public boolean interrupted() {
                return asked++ >= questions;
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
                return nanos != Exit.Idle.FOREVER;
            }
        };
    }

    @Test
    void itSaysHowFarItIsAndClosesAtTheEnd() {
        Timeline timeline = recorded();
        Mark here = timeline.mark();
        assertThat(timeline.retell(heard, interruptedAfter(Integer.MAX_VALUE))).isTrue();
        assertThat(heard.closed).isTrue();
        assertThat(heard.ends).containsExactly(END, 2000L);
        assertThat(told).isSorted().isNotEmpty().allMatch(steps -> steps <= END + 1000);
        assertThat(timeline.mark()).isEqualTo(here);
    }

    @Test
    void interruptedAnywhereItClosesNothingAndIsBackWhereItBegan() {
        Timeline timeline = recorded();
        Mark here = timeline.mark();
        long hash = timeline.hash();
        int questions = 0;
        while (!timeline.retell(heard, interruptedAfter(questions))) {
            assertThat(heard.closed).isFalse();
            assertThat(timeline.mark()).isEqualTo(here);
            assertThat(timeline.hash()).isEqualTo(hash);
            questions++;
        }
        assertThat(questions).isGreaterThan(3);
    }

    private static final class Heard implements Journal {
        private final List<Long> ends = new ArrayList<>();
        private boolean closed;

        @Override
        public void branched(int branch, int parent, long step, int sharedInputs) {}

        @Override
        public void input(int branch, TimedInput input) {}

        @Override
        public void reached(int branch, long step, int inputsApplied, LongSupplier hash) {
            ends.add(step);
        }

        @Override
        public void named(int branch, String name) {}

        @Override
        public void deleted(int branch) {}

        @Override
        public void bookmarked(Bookmark bookmark) {}

        @Override
        public void bookmarkDeleted(int id) {}

        @Override
        public void close(Timeline timeline) {
            closed = true;
        }
    }
}
