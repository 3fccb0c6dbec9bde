package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.bus.Clock;
import org.junit.jupiter.api.Test;

class ClintTest {
    private static final int MTIMECMP = 0x4000;
    private static final int MTIME = 0xbff8;

    private final Clock clock = new Clock(1_000_000_000);
    private final Clint clint = new Clint(clock, 1);

    @Test
    void timeTicksTenMillionTimesASecond() {
        clock.setSteps(1_000_000_000);
        assertThat(clint.read(MTIME, 8)).isEqualTo(10_000_000);
        assertThat(clint.read(MTIME, 4)).isEqualTo(10_000_000);
        assertThat(clint.read(MTIME + 4, 4)).isZero();
    }

    @Test
    void theTimerIsPendingFromItsDeadlineOn() {
        clint.write(MTIMECMP, 8, 5);
        assertThat(clint.deadline(0)).isEqualTo(500);
        clock.setSteps(499);
        assertThat(clint.timerPending(0)).isFalse();
        clock.setSteps(500);
        assertThat(clint.timerPending(0)).isTrue();
        assertThat(clint.deadline(0)).isEqualTo(Clock.NEVER);
    }

    @Test
    void halvesAreWrittenOneByOne() {
        clint.write(MTIMECMP, 8, -1);
        clint.write(MTIMECMP, 4, 7);
        assertThat(clint.read(MTIMECMP, 8)).isEqualTo(0xffff_ffff_0000_0007L);
        assertThat(clint.deadline(0)).isEqualTo(Clock.NEVER);
        clint.write(MTIMECMP + 4, 4, 0);
        assertThat(clint.deadline(0)).isEqualTo(700);
    }

    @Test
    void timeCanBeSet() {
        clock.setSteps(1000);
        clint.write(MTIME, 8, 1000);
        assertThat(clint.time()).isEqualTo(1000);
        clock.setSteps(1100);
        assertThat(clint.time()).isEqualTo(1001);
        clint.write(MTIMECMP, 8, 1002);
        assertThat(clint.deadline(0)).isEqualTo(1200);
    }

    @Test
    void aSoftwareInterruptHasOneBit() {
        clint.write(0, 4, 3);
        assertThat(clint.read(0, 4)).isEqualTo(1);
        assertThat(clint.softwarePending(0)).isTrue();
        clint.write(4, 4, 1);
        assertThat(clint.read(4, 4)).isZero();
    }
}
