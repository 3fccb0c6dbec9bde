package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.AccessFault;
import dev.hindsight.emulator.bus.Clock;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Uart16550Test {
    private static final int DATA = 0;
    private static final int INTERRUPT_ENABLE = 1;
    private static final int INTERRUPT_ID = 2;
    private static final int FIFO_CONTROL = 2;
    private static final int LINE_CONTROL = 3;
    private static final int MODEM_CONTROL = 4;
    private static final int LINE_STATUS = 5;
    private static final int MODEM_STATUS = 6;
    private static final int SCRATCH = 7;

    private final List<Integer> sent = new ArrayList<>();
    private final Console console = new Console(sent::add);
    private final Clock clock = new Clock(1_000_000_000);
    private final Uart16550 uart = new Uart16550(console, clock);
    private int drives;

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
        uart.write(FIFO_CONTROL, 1, 7);
        uart.write(INTERRUPT_ENABLE, 1, 1);
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x60);
        assertThat(uart.read(DATA, 1)).isZero();
        assertThat(uart.raised()).isFalse();
        assertThat(uart.nextDeadline()).isEqualTo(100_000);
        clock.setSteps(100_000);
        assertThat(uart.raised()).isTrue();
        assertThat(uart.nextDeadline()).isEqualTo(Clock.NEVER);
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
        assertThat(uart.raised()).isTrue();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(4);
        uart.read(DATA, 1);
        assertThat(uart.raised()).isFalse();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(1);
    }

    @Test
    void belowTheTriggerLevelTheTimeoutInterrupts() {
        uart.write(INTERRUPT_ENABLE, 1, 1);
        uart.write(FIFO_CONTROL, 1, 0x41);
        clock.setSteps(100_000);
        arrive("a");
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(0xcc);
        arrive("bcd");
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(0xc4);
    }

    @Test
    void readingTheCauseEndsTheTransmittersInterrupt() {
        uart.write(INTERRUPT_ENABLE, 1, 2);
        assertThat(uart.raised()).isTrue();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(2);
        assertThat(uart.raised()).isFalse();
        uart.write(DATA, 1, 'x');
        assertThat(uart.raised()).isTrue();
    }

    @Test
    void disablingTheTransmittersInterruptForgetsIt() {
        uart.write(INTERRUPT_ENABLE, 1, 2);
        uart.write(INTERRUPT_ENABLE, 1, 0);
        assertThat(uart.raised()).isFalse();
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(1);
        uart.write(INTERRUPT_ENABLE, 1, 2);
        assertThat(uart.raised()).isTrue();
    }

    @Test
    void resettingTheTransmitterInterruptsAgain() {
        uart.write(INTERRUPT_ENABLE, 1, 2);
        uart.read(INTERRUPT_ID, 1);
        uart.write(FIFO_CONTROL, 1, 1);
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(0xc2);
        uart.write(FIFO_CONTROL, 1, 1);
        assertThat(uart.raised()).isFalse();
        uart.write(FIFO_CONTROL, 1, 5);
        assertThat(uart.raised()).isTrue();
    }

    @Test
    void receivingComesBeforeTransmitting() {
        uart.write(INTERRUPT_ENABLE, 1, 3);
        arrive("a");
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(4);
        uart.read(DATA, 1);
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0x01, 1", "0x41, 4", "0x81, 8", "0xc1, 14"})
    void theTriggerLevelIsChosen(String control, int level) {
        uart.write(FIFO_CONTROL, 1, Integer.decode(control));
        uart.write(INTERRUPT_ENABLE, 1, 1);
        clock.setSteps(100_000);
        for (int i = 1; i <= 20; i++) {
            arrive("x");
            assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(i < level ? 0xcc : 0xc4);
        }
    }

    @Test
    void loopbackComesBack() {
        assertThat(uart.read(MODEM_STATUS, 1)).isEqualTo(0xb0);
        uart.write(MODEM_CONTROL, 1, 0x1f);
        assertThat(uart.read(MODEM_STATUS, 1)).isEqualTo(0xf0);
        uart.write(DATA, 1, 'x');
        assertThat(sent).isEmpty();
        assertThat(uart.read(DATA, 1)).isEqualTo('x');
    }

    @Test
    void loopbackCutsTheLineOff() {
        arrive("a");
        uart.write(MODEM_CONTROL, 1, 0x10);
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x60);
        uart.write(DATA, 1, 'x');
        assertThat(uart.read(DATA, 1)).isEqualTo('x');
        uart.write(MODEM_CONTROL, 1, 0);
        assertThat(uart.read(DATA, 1)).isEqualTo('a');
    }

    @Test
    void loopbackOverrunsAFullReceiver() {
        uart.write(FIFO_CONTROL, 1, 1);
        uart.write(INTERRUPT_ENABLE, 1, 4);
        uart.write(MODEM_CONTROL, 1, 0x10);
        for (int i = 0; i < 17; i++) {
            uart.write(DATA, 1, i);
        }
        assertThat(uart.read(INTERRUPT_ID, 1)).isEqualTo(0xc6);
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x63);
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x61);
        uart.write(FIFO_CONTROL, 1, 3);
        assertThat(uart.read(LINE_STATUS, 1)).isEqualTo(0x60);
    }

    @Test
    void thereAreEightRegisters() {
        assertThatThrownBy(() -> uart.read(8, 1)).isInstanceOf(AccessFault.class);
        assertThatThrownBy(() -> uart.write(8, 1, 0)).isInstanceOf(AccessFault.class);
        assertThat(uart.peek(8, 1)).isZero();
    }

    @Test
    void scratchKeepsAByte() {
        uart.write(SCRATCH, 1, 0x1a5);
        assertThat(uart.read(SCRATCH, 1)).isEqualTo(0xa5);
    }

    private void arrive(String text) {
        console.arrive(text.getBytes(StandardCharsets.UTF_8));
    }

    private int driven() {
        int count = drives;
        drives = 0;
        return count;
    }

    /** As QEMU's serial device does: what a controller hears decides how often a careless guest is interrupted. */
    @Test
    void itDrivesItsLineWhereQemuDoes() {
        uart.connect(() -> drives++);
        uart.write(INTERRUPT_ENABLE, 1, 3);
        assertThat(driven()).as("enabled").isOne();
        uart.write(INTERRUPT_ENABLE, 1, 3);
        assertThat(driven()).as("enabled as before").isZero();
        uart.write(DATA, 1, 'x');
        assertThat(driven()).as("sent").isOne();
        uart.read(LINE_STATUS, 1);
        uart.read(MODEM_STATUS, 1);
        uart.write(LINE_CONTROL, 1, 3);
        uart.write(SCRATCH, 1, 3);
        uart.write(MODEM_CONTROL, 1, 8);
        assertThat(driven()).as("looked at").isZero();
        uart.read(INTERRUPT_ID, 1);
        assertThat(driven()).as("told that it has sent").isOne();
        uart.read(INTERRUPT_ID, 1);
        assertThat(driven()).as("nothing more to tell").isZero();
        arrive("a");
        assertThat(driven()).as("received").isOne();
        uart.read(INTERRUPT_ID, 1);
        assertThat(driven()).as("told that it has received").isZero();
        uart.read(DATA, 1);
        assertThat(driven()).as("taken").isOne();
        uart.write(FIFO_CONTROL, 1, 1);
        assertThat(driven()).as("FIFO").isOne();
        uart.write(MODEM_CONTROL, 1, 0x18);
        assertThat(driven()).as("cut off").isOne();
        for (int i = 0; i < 20; i++) {
            uart.write(DATA, 1, 'x');
        }
        driven();
        uart.read(LINE_STATUS, 1);
        assertThat(driven()).as("overrun was told").isOne();
    }

    @Test
    void timeThatRaisesTheLineIsNoticedOnce() {
        arrive("a");
        uart.write(INTERRUPT_ENABLE, 1, 1);
        uart.write(FIFO_CONTROL, 1, 7);
        assertThat(uart.rose()).isFalse();
        clock.setSteps(uart.nextDeadline());
        assertThat(uart.rose()).isTrue();
        uart.settle();
        assertThat(uart.rose()).isFalse();
        assertThat(uart.raised()).isTrue();
    }
}
