package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegisterBankTest {
    @Test
    void wordsKeepWhatWasWritten() {
        RegisterBank registers = RegisterBank.plain();
        registers.write(0x38, 4, 0xdead_beefL);
        assertThat(registers.read(0x38, 4)).isEqualTo(0xdead_beefL);
        assertThat(registers.peek(0x39, 1)).isEqualTo(0xbe);
        registers.write(0xf000, 4, 1);
        assertThat(registers.read(0xf000, 4)).isZero();
    }

    @Test
    void clocksAreAlwaysReady() {
        RegisterBank clocks = RegisterBank.sifivePrci();
        assertThat(clocks.read(0, 4)).isEqualTo(0xc000_0000L);
        clocks.write(8, 4, 0x671);
        assertThat(clocks.read(8, 4)).isEqualTo(0x8000_0671L);
    }
}
