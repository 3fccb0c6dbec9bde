package dev.hindsight.emulator.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ClockTest {
    @Test
    void guestTimeIsStepsByRatePlusIdleTime() {
        Clock clock = new Clock(3);
        clock.setSteps(4);
        clock.setIdleNanos(7);
        assertThat(clock.nanos()).isEqualTo(1_333_333_333L + 7);
    }

    @Test
    void stepAtIsTheFirstStepThatIsLateEnough() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            Clock clock = new Clock(1 + random.nextInt(2_000_000_000));
            clock.setIdleNanos(random.nextInt(1000));
            long nanos = 1000 + random.nextInt(1_000_000);
            clock.setSteps(clock.stepAt(nanos));
            assertThat(clock.nanos()).isGreaterThanOrEqualTo(nanos);
            clock.setSteps(clock.steps() - 1);
            assertThat(clock.nanos()).isLessThan(nanos);
        }
    }

    @Test
    void whatDoesNotFitIsNever() {
        assertThat(new Clock(2_000_000_000).stepAt(Clock.NEVER - 1)).isEqualTo(Clock.NEVER);
        assertThat(new Clock(1).stepAt(Clock.NEVER)).isEqualTo(Clock.NEVER);
    }

    @Test
    void timeThatHasPassedIsStepZero() {
        Clock clock = new Clock(1_000_000_000);
        clock.setIdleNanos(500);
        assertThat(clock.stepAt(400)).isZero();
    }
}
