package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class Uart16550Test {
    private static final int DATA = 0;
    private static final int INTERRUPT_ENABLE = 1;
    private static final int INTERRUPT_ID = 2;
    private static final int LINE_CONTROL = 3;
    private static final int MODEM_CONTROL = 4;
    private static final int LINE_STATUS = 5;
    private static final int MODEM_STATUS = 6;
    private static final int SCRATCH = 7;

    private final List<Integer> sent = new ArrayList<>();
    private final Console console = new Console(sent::add);
    private boolean level;
    private final Uart16550 uart = new Uart16550(console, to -> level = to);

    @Test
    void whatIsWrittenIsSent() {
        uart.write(DATA, 1, 'x');
        assertThat(sent).containsExactly((int) 'x');
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x60);
    }

    @Test
    void bytesAreTakenOneByOne() {
        arrive("ab");
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x61);
        assertThat(uart.read(DATA, 1)).isEqualTo('a');
        assertThat(uart.read(DATA, 1)).isEqualTo('b');
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x60);
        assertThat(uart.read(DATA, 1)).isZero();
    }

    @Test
    void lookingTakesNothing() {
        arrive("a");
        assertThat(uart.peek(DATA, 1)).isEqualTo('a');
        assertThat(uart.peek(DATA, 1)).isEqualTo('a');
    }

    @Test
    void resettingTheFifoLosesNothing() {
        arrive("abc");
        uart.write(INTERRUPT_ID, 1, 7);
        assertThat(uart.read(DATA, 1)).isEqualTo('a');
    }

    @Test
    void theDivisorHidesBehindItsBit() {
        uart.write(LINE_CONTROL, 1, 0x83);
        uart.write(DATA, 1, 0x34);
        uart.write(INTERRUPT_ENABLE, 1, 0x12);
        assertThat(uart.read(DATA, 1)).isEqualTo(0x34);
        assertThat(uart.read(INTERRUPT_ENABLE, 1)).isEqualTo(0x12);
        uart.write(LINE_CONTROL, 1, 3);
        assertThat(uart.read(INTERRUPT_ENABLE, 1)).isZero();
        assertThat(sent).isEmpty();
    }

    @Test
    void receivedBytesInterruptWhileTheyWait() {
        uart.write(INTERRUPT_ENABLE, 1, 1);
        arrive("a");
        uart.update();
        assertThat(level).isTrue();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(4);
        uart.read(DATA, 1);
        assertThat(level).isFalse();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(1);
    }

    @Test
    void belowTheTriggerLevelTheTimeoutInterrupts() {
        uart.write(INTERRUPT_ENABLE, 1, 1);
        uart.write(INTERRUPT_ID, 1, 0x41);
        arrive("a");
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(0xcc);
        arrive("bcd");
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(0xc4);
    }

    @Test
    void readingTheCauseEndsTheTransmittersInterrupt() {
        uart.write(INTERRUPT_ENABLE, 1, 2);
        assertThat(level).isTrue();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(2);
        assertThat(level).isFalse();
        uart.write(DATA, 1, 'x');
        assertThat(level).isTrue();
    }

    @Test
    void loopbackComesBack() {
        uart.write(MODEM_CONTROL, 1, 0x1f);
        assertThat(uart.read(MODEM_STATUS, 1)).isEqualTo(0xf0);
        uart.write(DATA, 1, 'x');
        assertThat(sent).isEmpty();
        assertThat(uart.read(DATA, 1)).isEqualTo('x');
    }

    @Test
    void scratchKeepsAByte() {
        uart.write(SCRATCH, 1, 0x1a5);
        assertThat(uart.read(SCRATCH, 1)).isEqualTo(0xa5);
    }

    private void arrive(String text) {
        console.arrive(text.getBytes(StandardCharsets.UTF_8));
    }
}
