package dev.hindsight.adapter.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MovesTest {
    /** A door where each kind of move takes its own time. */
    private static final class FakeDoor implements TimedClient {
        @Override
        public double seek(long step) {
            assertThat(step).isBetween(0L, 1000L);
            return 1;
        }

        @Override
        public double stepBack() {
            return 2;
        }

        @Override
        public double reverseContinue(long address) {
            return address;
        }

        @Override
        public double lastWrite(long address, int length) {
            return address;
        }

        @Override
        public void close() {}
    }

    @Test
    void everyMoveGetsItsFigures() {
        Landmarks marks = new Landmarks(1000, 10, 20, 30, 40, List.of(50L), Optional.empty());
        assertThat(figures(marks))
                .containsExactlyInAnyOrderEntriesOf(Map.ofEntries(
                        Map.entry("step_back_p50", 2.0),
                        Map.entry("step_back_p99", 2.0),
                        Map.entry("step_back_random_p50", 2.0),
                        Map.entry("step_back_random_p99", 2.0),
                        Map.entry("seek_p50", 1.0),
                        Map.entry("seek_p99", 1.0),
                        Map.entry("reverse_continue_p50", 10.0),
                        Map.entry("reverse_continue_p99", 10.0),
                        Map.entry("reverse_continue_cold", 20.0),
                        Map.entry("reverse_continue_none", 30.0),
                        Map.entry("last_write_p50", 50.0),
                        Map.entry("last_write_p99", 50.0)));
    }

    @Test
    void aProgramWithoutVariablesHasNoLastWrite() {
        Landmarks marks = new Landmarks(1000, 10, 20, 30, 40, List.of(), Optional.empty());
        assertThat(figures(marks)).doesNotContainKey("last_write_p50");
    }

    private static Map<String, Double> figures(Landmarks marks) {
        Map<String, Double> figures = new HashMap<>();
        new Moves(new FakeDoor(), marks, Effort.SLOW, figures::put).measure();
        return figures;
    }
}
