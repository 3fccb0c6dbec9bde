package dev.hindsight.emulator.device;

import static dev.hindsight.emulator.device.VirtioDriver.INTERRUPT_ACK;
import static dev.hindsight.emulator.device.VirtioDriver.INTERRUPT_STATUS;
import static dev.hindsight.emulator.device.VirtioDriver.NEXT;
import static dev.hindsight.emulator.device.VirtioDriver.NOTIFY;
import static dev.hindsight.emulator.device.VirtioDriver.RAM;
import static dev.hindsight.emulator.device.VirtioDriver.STATUS;
import static dev.hindsight.emulator.device.VirtioDriver.WRITE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.AccessFault;
import org.junit.jupiter.api.Test;

class VirtioMmioTest {
    private static final long BUFFER = RAM + 0x10000;

    private final VirtioDriver driver = new VirtioDriver();
    private final VirtioMmio slot = driver.attach(driver.slots.entropy(0));

    @Test
    void aSlotSaysWhatIsInIt() {
        assertThat(slot.read(0, 4)).isEqualTo(0x74726976);
        assertThat(slot.read(4, 4)).isEqualTo(2);
        assertThat(slot.read(8, 4)).isEqualTo(4);
        assertThat(slot.read(0xc, 4)).isEqualTo(0x554d4551);
        assertThat(slot.read(0, 8)).isEqualTo(0x2_7472_6976L);
        assertThat(slot.peek(1, 1)).isEqualTo('i');
        assertThatThrownBy(() -> slot.read(0x200, 4)).isInstanceOf(AccessFault.class);
    }

    @Test
    void anEmptySlotHasNoDevice() {
        VirtioMmio empty = driver.slots.empty();
        assertThat(empty.read(0, 4)).isEqualTo(0x74726976);
        assertThat(empty.read(8, 4)).isZero();
        for (int offset = 0; offset < 0x200; offset += 4) {
            empty.write(offset, 4, -1);
        }
        assertThat(empty.read(STATUS, 4)).isZero();
        assertThat(empty.raised()).isFalse();
    }

    @Test
    void featuresAreReadByHalves() {
        assertThat(slot.read(0x10, 4)).isEqualTo(1 << 28);
        slot.write(0x14, 4, 1);
        assertThat(slot.read(0x10, 4)).isEqualTo(1);
        slot.write(0x14, 4, 2);
        assertThat(slot.read(0x10, 4)).isZero();
    }

    @Test
    void featuresThatAreNotOfferedAreRefused() {
        slot.write(STATUS, 4, 3);
        slot.write(0x20, 4, 1);
        slot.write(STATUS, 4, 11);
        assertThat(slot.read(STATUS, 4)).as("with bit 0, which nobody offered").isEqualTo(3);
        slot.write(0x20, 4, 0);
        slot.write(STATUS, 4, 11);
        assertThat(slot.read(STATUS, 4)).as("with nothing, not even VERSION_1").isEqualTo(11);
    }

    @Test
    void onlyQueuesThatExistHaveASize() {
        assertThat(slot.read(0x34, 4)).isEqualTo(1024);
        slot.write(0x30, 4, 1);
        assertThat(slot.read(0x34, 4)).isZero();
        slot.write(0x44, 4, 1);
        assertThat(slot.read(0x44, 4)).isZero();
    }

    @Test
    void aUsedBufferInterruptsUntilItIsAcknowledged() {
        driver.start(1);
        offerBuffer();
        assertThat(slot.raised()).isTrue();
        assertThat(slot.read(INTERRUPT_STATUS, 4)).isEqualTo(1);
        slot.write(INTERRUPT_ACK, 4, 1);
        assertThat(slot.raised()).isFalse();
        assertThat(driver.usedIndex(0)).isEqualTo(1);
    }

    @Test
    void aGuestThatPollsIsNotInterrupted() {
        driver.start(1);
        driver.write(VirtioDriver.available(0), 2, 1);
        offerBuffer();
        assertThat(driver.usedIndex(0)).isEqualTo(1);
        assertThat(slot.raised()).isFalse();
    }

    @Test
    void nothingHappensBeforeTheDriverIsReady() {
        driver.start(1);
        slot.write(STATUS, 4, 11);
        offerBuffer();
        assertThat(driver.usedIndex(0)).isZero();
        slot.write(STATUS, 4, 15);
        slot.write(NOTIFY, 4, 0);
        assertThat(driver.usedIndex(0)).isEqualTo(1);
    }

    @Test
    void ringsGoRound() {
        driver.start(1);
        for (int i = 1; i <= 70_000; i++) {
            offerBuffer();
            assertThat(driver.usedIndex(0)).isEqualTo(i & 0xffff);
        }
    }

    @Test
    void resetForgetsEverything() {
        driver.start(1);
        offerBuffer();
        slot.write(STATUS, 4, 0);
        assertThat(slot.raised()).isFalse();
        assertThat(slot.read(STATUS, 4)).isZero();
        assertThat(slot.read(0x44, 4)).isZero();
    }

    @Test
    void aLoopOfDescriptorsBreaksTheDevice() {
        driver.start(1);
        driver.descriptor(0, 0, BUFFER, 4, WRITE | NEXT, 1);
        driver.descriptor(0, 1, BUFFER, 4, WRITE | NEXT, 0);
        driver.offer(0, 0);
        assertBroken();
    }

    @Test
    void buffersOutsideRamBreakTheDevice() {
        for (long address : new long[] {0, RAM - 1, RAM + VirtioDriver.SIZE - 3, -1, Long.MAX_VALUE}) {
            driver.start(1);
            driver.descriptor(0, 0, address, 4, WRITE, 0);
            driver.write(VirtioDriver.available(0) + 2, 2, 0);
            driver.offer(0, 0);
            assertBroken();
        }
    }

    @Test
    void rulesOfDescriptorsAreChecked() {
        assertBreaks(() -> driver.descriptor(0, 0, BUFFER, 0, WRITE, 0));
        assertBreaks(() -> driver.descriptor(0, 0, BUFFER, 4, WRITE | NEXT, 8));
        assertBreaks(() -> driver.descriptor(0, 0, BUFFER, 0xffff_ffffL, WRITE, 0));
        assertBreaks(() -> {
            driver.descriptor(0, 0, BUFFER, 4, WRITE | NEXT, 1);
            driver.descriptor(0, 1, BUFFER, 4, 0, 0);
        });
        assertBreaks(() -> driver.descriptor(0, 0, BUFFER, 15, VirtioDriver.INDIRECT, 0));
        assertBreaks(() -> driver.descriptor(0, 0, BUFFER, 0, VirtioDriver.INDIRECT, 0));
        assertBreaks(() -> driver.descriptor(0, 0, RAM - 16, 16, VirtioDriver.INDIRECT, 0));
        assertBreaks(() -> driver.write(VirtioDriver.available(0) + 2, 2, 100));
        assertBreaks(() -> slot.write(0x94, 4, 1));
        assertBreaks(() -> slot.write(0xa4, 4, 1));
        assertBreaks(() -> slot.write(0x84, 4, -1));
    }

    @Test
    void indirectDescriptorsAreFollowed() {
        driver.start(1);
        driver.descriptor(0, 0, BUFFER + 0x100, 32, VirtioDriver.INDIRECT, 0);
        driver.descriptor(BUFFER + 0x100, BUFFER, 3, WRITE | NEXT, 1);
        driver.descriptor(BUFFER + 0x110, BUFFER + 0x10, 5, WRITE, 0);
        driver.offer(0, 0);
        assertThat(driver.usedLength(0)).isEqualTo(8);
        assertThat(driver.read(BUFFER, 4)).isNotZero();
        assertThat(driver.read(BUFFER + 0x10, 8)).isNotZero();
    }

    @Test
    void aLegacySlotFindsItsQueueByPage() {
        VirtioMmio old = driver.attach(new VirtioSlots(driver.dma, true).entropy(0));
        assertThat(old.read(4, 4)).isEqualTo(1);
        old.write(0x14, 4, 1);
        assertThat(old.read(0x10, 4)).isZero();
        old.write(0x28, 4, 4096);
        old.write(STATUS, 4, 0);
        old.write(STATUS, 4, 7);
        old.write(0x38, 4, VirtioDriver.ENTRIES);
        old.write(0x40, 4, (RAM + 0x4000) >>> 12);
        assertThat(old.read(0x40, 4)).isEqualTo((RAM + 0x4000) >>> 12);
        driver.descriptor(RAM + 0x4000, BUFFER, 8, WRITE, 0);
        driver.write(RAM + 0x4000 + 16 * VirtioDriver.ENTRIES + 2, 2, 1);
        old.write(NOTIFY, 4, 0);
        assertThat(driver.read(RAM + 0x5000 + 2, 2)).isEqualTo(1);
        assertThat(driver.read(RAM + 0x5000 + 8, 4)).isEqualTo(8);
        assertThat(old.raised()).isTrue();
        old.write(0x40, 4, 0);
        old.write(NOTIFY, 4, 0);
        assertThat(driver.needsReset()).isFalse();
    }

    @Test
    void accessesToMemoryAreShown() {
        StringBuilder seen = new StringBuilder();
        driver.dma.setObserver((kind, address, length) -> {
            if (address >= BUFFER) {
                seen.append("%s 0x%x %d".formatted(kind, address, length));
            }
        });
        driver.start(1);
        offerBuffer();
        assertThat(seen).hasToString("WRITE 0x80010000 4");
    }

    private void assertBreaks(Runnable mistake) {
        driver.start(1);
        driver.write(VirtioDriver.available(0) + 2, 2, 0);
        driver.descriptor(0, 0, BUFFER, 4, WRITE, 0);
        mistake.run();
        driver.offer(0, 0);
        assertBroken();
    }

    private void assertBroken() {
        assertThat(driver.needsReset()).isTrue();
        assertThat(slot.read(INTERRUPT_STATUS, 4)).isEqualTo(2);
        offerBuffer();
        assertThat(driver.needsReset()).isTrue();
        assertThat(slot.read(INTERRUPT_STATUS, 4)).isEqualTo(2);
        slot.write(STATUS, 4, 0);
        assertThat(driver.needsReset()).isFalse();
    }

    private void offerBuffer() {
        driver.descriptor(0, 0, BUFFER, 4, WRITE, 0);
        driver.offer(0, 0);
    }
}
