package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.AccessFault;
import org.junit.jupiter.api.Test;

class SifiveUartTest {
    private final StringBuilder sent = new StringBuilder();
    private final Console console = new Console(value -> sent.append((char) value));
    private final SifiveUart uart = new SifiveUart(console);

    @Test
    void whatIsWrittenIsSentAtOnce() {
        uart.write(0, 4, 'h');
        uart.write(0, 4, 'i');
        assertThat(sent.toString()).isEqualTo("hi");
        assertThat(uart.read(0, 4)).as("never full").isZero();
    }

    @Test
    void theTopBitSaysThatNothingWasReceived() {
        assertThat(uart.read(4, 4)).isEqualTo(0x8000_0000L);
        console.arrive(new byte[] {'a', 'b'});
        assertThat(uart.peek(4, 4)).isEqualTo('a');
        assertThat(uart.read(4, 4)).isEqualTo('a');
        assertThat(uart.read(4, 4)).isEqualTo('b');
        assertThat(uart.read(4, 4)).isEqualTo(0x8000_0000L);
    }

    @Test
    void watermarksInterrupt() {
        uart.write(0x10, 4, 3);
        assertThat(uart.raised()).isFalse();
        uart.write(0x0c, 4, 1 << 16 | 1); // more than one byte
        console.arrive(new byte[] {'a'});
        assertThat(uart.raised()).isFalse();
        console.arrive(new byte[] {'b'});
        assertThat(uart.raised()).isTrue();
        assertThat(uart.read(0x14, 4)).isEqualTo(2);
        uart.read(4, 4);
        assertThat(uart.raised()).isFalse();
        uart.write(0x08, 4, 1 << 16 | 1); // fewer than one byte to be sent
        assertThat(uart.read(0x14, 4)).isEqualTo(1);
        assertThat(uart.raised()).isTrue();
    }

    @Test
    void itsRegistersAreWords() {
        assertThatThrownBy(() -> uart.write(0, 1, 'h')).isInstanceOf(AccessFault.class);
        assertThatThrownBy(() -> uart.read(4, 8)).isInstanceOf(AccessFault.class);
        uart.write(0x18, 4, 0x1234);
        assertThat(uart.peek(0x19, 1)).as("for debuggers").isEqualTo(0x12);
    }
}
