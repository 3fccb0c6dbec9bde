package dev.hindsight.emulator.device;

import static dev.hindsight.emulator.device.VirtioDriver.RAM;
import static dev.hindsight.emulator.device.VirtioDriver.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.state.StateImage;
import org.junit.jupiter.api.Test;

class VirtioEntropyTest {
    private static final long BUFFER = RAM + 0x10000;

    private final VirtioDriver driver = new VirtioDriver();

    @Test
    void theSeedDecidesTheBytes() {
        String first = bytes(5, 64);
        assertThat(bytes(5, 64)).isEqualTo(first);
        assertThat(bytes(6, 64)).isNotEqualTo(first);
        assertThat(first.chars().distinct().count()).isGreaterThan(40);
    }

    @Test
    void itGoesOnWhereItStoppedAndCanGoBack() {
        VirtioMmio entropy = start(0);
        String all = take(33) + take(31);
        entropy = start(0);
        StateImage before = StateImage.of(entropy);
        assertThat(take(64)).isEqualTo(all);
        String later = take(8);
        before.restore(entropy);
        driver.write(VirtioDriver.available(0) + 2, 2, 0);
        assertThat(take(64)).isEqualTo(all);
        assertThat(take(8)).isEqualTo(later);
    }

    @Test
    void aLargeBufferIsFilledInPart() {
        start(0);
        take(100_000);
        assertThat(driver.usedLength(0)).isEqualTo(65536);
    }

    private String bytes(long seed, int count) {
        start(seed);
        return take(count);
    }

    private VirtioMmio start(long seed) {
        VirtioMmio entropy = driver.attach(driver.slots.entropy(seed));
        driver.start(1);
        driver.write(VirtioDriver.available(0) + 2, 2, 0);
        return entropy;
    }

    private String take(int count) {
        driver.descriptor(0, 0, BUFFER, count, WRITE, 0);
        driver.offer(0, 0);
        return driver.text(BUFFER, count);
    }
}
