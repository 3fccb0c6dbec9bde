package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.device.DiskImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DiskHistoryTest {
    private static final int SIZE = 10 * 4096 + 512;

    private final byte[] image = new byte[SIZE];
    private final DiskHistory disk = new DiskHistory(new DiskImage() {
        @Override
        public long size() {
            return SIZE;
        }

        @Override
        public void read(long offset, byte[] into, int at, int length) {
            System.arraycopy(image, (int) offset, into, at, length);
        }
    });

    DiskHistoryTest() {
        new Random(1).nextBytes(image);
    }

    @Test
    void whatIsNotWrittenComesFromTheImage() {
        assertThat(content()).isEqualTo(image);
        assertThat(disk.hash()).isZero();
        assertThat(disk.retained()).isZero();
    }

    @Test
    void writtenBytesLieOverTheImageWhichStays() {
        byte[] before = image.clone();
        disk.write(4000, new byte[200], 0, 200);
        disk.write(SIZE - 1, new byte[] {7}, 0, 1);
        byte[] expected = image.clone();
        Arrays.fill(expected, 4000, 4200, (byte) 0);
        expected[SIZE - 1] = 7;
        assertThat(content()).isEqualTo(expected);
        assertThat(image).isEqualTo(before);
    }

    @Test
    void anyCapturedMomentComesBack() {
        Random random = new Random(2);
        List<PageTree> trees = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        List<Long> hashes = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            int length = 1 + random.nextInt(9000);
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            if (random.nextInt(3) == 0) {
                bytes = new byte[length];
            }
            disk.write(random.nextInt(SIZE - length), bytes, 0, length);
            hashes.add(disk.hash());
            contents.add(content());
            trees.add(disk.capture());
            assertThat(disk.hash()).isEqualTo(hashes.get(i));
            int back = random.nextInt(trees.size());
            if (random.nextInt(3) == 0) {
                disk.restore(trees.get(back));
                assertThat(content()).isEqualTo(contents.get(back));
                assertThat(disk.hash()).isEqualTo(hashes.get(back));
            }
        }
        disk.restore(trees.get(0));
        trees.forEach(PageTree::release);
        assertThat(content()).isEqualTo(contents.get(0));
        assertThat(disk.retained()).isLessThan(4096);
    }

    @Test
    void onlyThePastIsRetained() {
        disk.write(0, new byte[4096], 0, 4096);
        PageTree before = disk.capture();
        assertThat(disk.retained()).isLessThan(4096);
        disk.write(0, new byte[] {1}, 0, 1);
        PageTree after = disk.capture();
        assertThat(disk.retained()).isBetween(4096L, 2L * 4096);
        before.release();
        assertThat(disk.retained()).isLessThan(4096);
        after.release();
    }

    @Test
    void equalContentHasEqualHashes() {
        disk.write(0, new byte[] {1}, 0, 1);
        long once = disk.hash();
        disk.capture().release();
        disk.write(0, new byte[] {2}, 0, 1);
        assertThat(disk.hash()).isNotEqualTo(once);
        disk.write(0, new byte[] {1}, 0, 1);
        assertThat(disk.hash()).isEqualTo(once);
    }

    private byte[] content() {
        byte[] bytes = new byte[SIZE];
        disk.read(0, bytes, 0, SIZE);
        return bytes;
    }
}
