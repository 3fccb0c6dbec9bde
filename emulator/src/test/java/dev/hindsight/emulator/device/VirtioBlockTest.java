package dev.hindsight.emulator.device;

import static dev.hindsight.emulator.device.VirtioDriver.NEXT;
import static dev.hindsight.emulator.device.VirtioDriver.RAM;
import static dev.hindsight.emulator.device.VirtioDriver.WRITE;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class VirtioBlockTest {
    private static final int IN = 0;
    private static final int OUT = 1;
    private static final int FLUSH = 4;
    private static final int GET_ID = 8;
    private static final long HEADER = RAM + 0x10000;
    private static final long DATA = RAM + 0x20000;
    private static final long STATUS = RAM + 0x11000;

    private final MemoryDisk disk = new MemoryDisk(300);
    private final VirtioDriver driver = new VirtioDriver();
    private final VirtioMmio block = driver.attach(driver.slots.block(disk));

    VirtioBlockTest() {
        for (int i = 0; i < disk.content.length; i++) {
            disk.content[i] = (byte) (i / 512 + i);
        }
        driver.start(1);
    }

    @Test
    void theConfigurationTellsTheSize() {
        assertThat(block.read(8, 4)).isEqualTo(2);
        assertThat(block.read(0x100, 4)).isEqualTo(300);
        assertThat(block.read(0x104, 4)).isZero();
        assertThat(block.read(0x10c, 4)).isEqualTo(254);
        assertThat(block.read(0x114, 4)).isEqualTo(512);
        assertThat(block.read(0x100, 1)).isEqualTo(300 & 0xff);
        assertThat(block.read(0x1fc, 4)).isZero();
    }

    @Test
    void sectorsAreRead() {
        assertThat(request(IN, 7, 1024)).isZero();
        assertThat(memory(1024)).isEqualTo(Arrays.copyOfRange(disk.content, 7 * 512, 9 * 512));
        assertThat(driver.usedLength(0)).isEqualTo(1025);
    }

    @Test
    void manySectorsAreReadAtOnce() {
        assertThat(request(IN, 0, 300 * 512)).isZero();
        assertThat(memory(300 * 512)).isEqualTo(disk.content);
    }

    @Test
    void sectorsAreWritten() {
        driver.write(DATA, "x".repeat(512));
        assertThat(request(OUT, 299, 512)).isZero();
        assertThat(new String(disk.content, 299 * 512, 512, StandardCharsets.US_ASCII))
                .isEqualTo("x".repeat(512));
        assertThat(driver.usedLength(0)).isEqualTo(1);
    }

    @Test
    void whatIsNotOnTheDiskIsAnError() {
        assertThat(request(IN, 300, 512)).isEqualTo(1);
        assertThat(request(IN, 299, 1024)).isEqualTo(1);
        assertThat(request(OUT, -1, 512)).isEqualTo(1);
        assertThat(request(OUT, 1L << 55, 512)).isEqualTo(1);
        assertThat(request(IN, 0, 100)).isEqualTo(1);
        assertThat(driver.needsReset()).isFalse();
    }

    @Test
    void flushSucceedsAndTheUnknownIsUnsupported() {
        assertThat(request(FLUSH, 0, 0)).isZero();
        assertThat(request(77, 0, 512)).isEqualTo(2);
    }

    @Test
    void theDiskHasAName() {
        assertThat(request(GET_ID, 0, 20)).isZero();
        assertThat(driver.text(DATA, 10)).isEqualTo("hindsight\0");
        assertThat(request(GET_ID, 0, 3)).isZero();
    }

    @Test
    void aRequestCanBeCutAnywhere() {
        writeHeader(IN, 2);
        driver.descriptor(0, 0, HEADER, 5, NEXT, 1);
        driver.descriptor(0, 1, HEADER + 5, 11, NEXT, 2);
        driver.descriptor(0, 2, DATA, 100, WRITE | NEXT, 3);
        driver.descriptor(0, 3, DATA + 100, 413, WRITE, 0);
        driver.offer(0, 0);
        assertThat(memory(512)).isEqualTo(Arrays.copyOfRange(disk.content, 1024, 1536));
        assertThat(driver.read(DATA + 512, 1)).isZero();
    }

    @Test
    void aRequestWithoutHeaderOrStatusBreaksTheDevice() {
        driver.descriptor(0, 0, HEADER, 15, NEXT, 1);
        driver.descriptor(0, 1, DATA, 513, WRITE, 0);
        driver.offer(0, 0);
        assertThat(driver.needsReset()).isTrue();
        driver.start(1);
        driver.write(VirtioDriver.available(0) + 2, 2, 0);
        driver.descriptor(0, 0, HEADER, 16, 0, 0);
        driver.offer(0, 0);
        assertThat(driver.needsReset()).isTrue();
    }

    /** Does a request and returns its status. */
    private long request(int type, long sector, int length) {
        writeHeader(type, sector);
        driver.write(STATUS, 1, 0xff);
        boolean out = type == OUT;
        int second = length == 0 ? 2 : 1;
        driver.descriptor(0, 0, HEADER, 16, NEXT, second);
        driver.descriptor(0, 1, DATA, length, out ? NEXT : WRITE | NEXT, 2);
        driver.descriptor(0, 2, STATUS, 1, WRITE, 0);
        driver.offer(0, 0);
        return driver.read(STATUS, 1);
    }

    private void writeHeader(int type, long sector) {
        driver.write(HEADER, 4, type);
        driver.write(HEADER + 4, 4, 0);
        driver.write(HEADER + 8, 8, sector);
    }

    private byte[] memory(int length) {
        int at = driver.ram.offset(DATA);
        return Arrays.copyOfRange(driver.ram.bytes(), at, at + length);
    }
}
