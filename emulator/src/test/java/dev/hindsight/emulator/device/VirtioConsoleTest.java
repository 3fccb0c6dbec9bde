package dev.hindsight.emulator.device;

import static dev.hindsight.emulator.device.VirtioDriver.RAM;
import static dev.hindsight.emulator.device.VirtioDriver.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.bus.Clock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class VirtioConsoleTest {
    private static final int RECEIVE = 0;
    private static final int TRANSMIT = 1;
    private static final long BUFFER = RAM + 0x10000;
    private static final long TEXT = RAM + 0x11000;

    private final StringBuilder sent = new StringBuilder();
    private final Console line = new Console(value -> sent.append((char) value));
    private final Uart16550 uart = new Uart16550(line, new Clock(1));
    private final VirtioDriver driver = new VirtioDriver();
    private final VirtioMmio console = driver.attach(driver.slots.console(line));

    VirtioConsoleTest() {
        driver.start(2);
    }

    @Test
    void whatIsWrittenIsSent() {
        send("hello");
        assertThat(sent).hasToString("hello");
        assertThat(driver.usedLength(TRANSMIT)).isZero();
        assertThat(console.raised()).isTrue();
    }

    @Test
    void bytesThatArriveFillTheOfferedBuffers() {
        send("?");
        offer(4);
        offer(4);
        arrive("abcdef");
        assertThat(driver.usedIndex(RECEIVE)).isEqualTo(2);
        assertThat(driver.usedLength(RECEIVE)).isEqualTo(2);
        assertThat(driver.text(BUFFER, 2)).isEqualTo("ef");
    }

    @Test
    void bytesWaitForBuffers() {
        send("?");
        arrive("abcdef");
        offer(4);
        assertThat(driver.text(BUFFER, 4)).isEqualTo("abcd");
        assertThat(line.available()).isEqualTo(2);
    }

    @Test
    void nothingIsTakenBeforeTheGuestSentSomething() {
        offer(4);
        arrive("ab");
        assertThat(line.available()).isEqualTo(2);
        send("?");
        assertThat(driver.text(BUFFER, 2)).isEqualTo("ab");
        assertThat(line.available()).isZero();
    }

    @Test
    void nothingIsTakenWhileAUartInterruptsForIt() {
        uart.write(1, 1, 1);
        send("?");
        offer(4);
        arrive("ab");
        assertThat(uart.read(0, 1)).isEqualTo('a');
        uart.write(1, 1, 0);
        arrive("c");
        assertThat(driver.text(BUFFER, 2)).isEqualTo("bc");
    }

    @Test
    void resetLeavesTheLineToOthers() {
        send("?");
        driver.start(2);
        driver.write(VirtioDriver.available(RECEIVE) + 2, 2, 0);
        offer(4);
        arrive("a");
        assertThat(line.available()).isEqualTo(1);
    }

    private void send(String text) {
        driver.write(TEXT, text);
        driver.descriptor(TRANSMIT, 0, TEXT, text.length(), 0, 0);
        driver.offer(TRANSMIT, 0);
    }

    private void offer(int length) {
        driver.descriptor(RECEIVE, 0, BUFFER, length, WRITE, 0);
        driver.offer(RECEIVE, 0);
    }

    private void arrive(String text) {
        line.arrive(text.getBytes(StandardCharsets.US_ASCII));
    }
}
