package dev.hindsight.emulator.recording;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.timeline.TimedInput;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LineBuilderTest {
    private static void add(LineBuilder line, long... steps) {
        LongStream.of(steps).forEach(step -> line.input(new TimedInput(step, new Input.Elapse(1))));
    }

    @Test
    void inputsCountFromTheStepAtWhichTheyTakeEffect() {
        Random random = new Random(3);
        for (int i = 0; i < 200; i++) {
            long[] steps = random.longs(random.nextInt(12), 0, 20).sorted().toArray();
            LineBuilder line = LineBuilder.root();
            add(line, steps);
            for (long step = 0; step <= 20; step++) {
                long at = step;
                assertThat(line.inputsUpTo(step)).isEqualTo((int)
                        LongStream.of(steps).filter(each -> each <= at).count());
            }
        }
    }

    @Test
    void beforeItsForkABranchHasTheInputsThatItShares() {
        LineBuilder root = LineBuilder.root();
        add(root, 1, 5, 5, 9);
        LineBuilder fork = LineBuilder.fork(root, 0, 5, 2);
        add(fork, 5, 7);
        LineBuilder later = LineBuilder.fork(fork, 1, 8, 4);
        assertThat(LongStream.of(0, 1, 4, 5, 6, 7, 10).mapToInt(later::inputsUpTo))
                .containsExactly(0, 1, 1, 3, 3, 4, 4);
    }

    @Test
    void aLongRowOfBranchesThatEachBeginBeforeTheOneBeforeIsRead() {
        LineBuilder line = LineBuilder.root();
        int many = 30_000;
        for (int i = 0; i < many; i++) {
            line = LineBuilder.fork(line, i, many - i, 0);
        }
        assertThat(line.inputsUpTo(0)).isZero();
    }
}
