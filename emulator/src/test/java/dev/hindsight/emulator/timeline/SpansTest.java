package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpansTest {
    @Test
    void holdsWhatWasAddedInWhateverOrder() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            Spans spans = new Spans();
            BitSet plain = new BitSet();
            for (int i = 0; i < 10; i++) {
                int from = random.nextInt(90);
                int to = from + random.nextInt(10);
                spans.add(from, to);
                plain.set(from, to);
            }
            for (int step = 0; step < 100; step++) {
                assertThat(spans.contains(step)).as("step %d", step).isEqualTo(plain.get(step));
            }
        }
    }
}
