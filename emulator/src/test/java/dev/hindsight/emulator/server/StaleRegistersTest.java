package dev.hindsight.emulator.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StaleRegistersTest {
    private final StaleRegisters registers = new StaleRegisters();

    private boolean tells(boolean begins, boolean alone, boolean othersMoved, boolean stopsOnBreakpoint) {
        return registers.after(begins, alone, othersMoved, stopsOnBreakpoint).isPresent();
    }

    @Test
    void whoLocksTheSchedulerIsToldOnce() {
        assertThat(tells(true, false, false, false)).isFalse();
        assertThat(tells(true, true, false, false)).as("nobody else moved").isFalse();
        assertThat(tells(true, true, true, false)).isTrue();
        assertThat(tells(true, true, true, false)).as("once").isFalse();
    }

    @Test
    void whoOnlyStepsOffABreakpointIsNot() {
        assertThat(tells(true, false, false, true)).isFalse();
        assertThat(tells(true, true, true, false)).as("the step off").isFalse();
        assertThat(tells(false, false, false, true)).as("the run after it").isFalse();
    }

    @Test
    void whoStepsOnFromThereWithALockedSchedulerIsToldThen() {
        tells(true, false, false, true);
        assertThat(tells(true, true, true, false)).isFalse();
        assertThat(tells(true, true, false, false)).isTrue();
    }
}
