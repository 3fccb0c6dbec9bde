package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class GuestConfigTest {
    private static final Path PROGRAM = Path.of("guest.elf");

    @Test
    void memoryIsWholePagesThatFitOneArray() {
        for (long memory : new long[] {0, -4096, 4095, 4097, 2L << 30}) {
            assertThatThrownBy(() -> new GuestConfig(PROGRAM, memory, 256L << 20, 1, true))
                    .isInstanceOf(GuestException.class)
                    .hasMessageStartingWith("Memory must be");
        }
    }

    @Test
    void historyNeedsSomeMemory() {
        assertThatThrownBy(() -> new GuestConfig(PROGRAM, 4096, 4096, 1, true))
                .isInstanceOf(GuestException.class)
                .hasMessage("History needs at least 1M, not 4K.");
    }

    @Test
    void timeMustPass() {
        assertThatThrownBy(() -> new GuestConfig(PROGRAM, 4096, 1 << 20, 0, true))
                .isInstanceOf(GuestException.class)
                .hasMessageContaining("clock");
    }
}
