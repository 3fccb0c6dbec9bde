package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.Ram;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RamHistoryTest {
    private static final int PAGES = 600;
    /** What a leaf of the tree takes. */
    private static final int LEAF = 1064;

    private final Ram ram = new Ram(0x8000_0000L, PAGES * Ram.PAGE);
    private final RamHistory history = new RamHistory(ram);

    @Test
    void zerosTakeNoRoom() {
        history.capture();
        ram.write(0, 8, 0);
        history.capture();
        assertThat(history.size()).isZero();
    }

    @Test
    void aPageIsStoredOnceUntilItChanges() {
        ram.write(5, 1, 1);
        history.capture();
        history.capture();
        ram.write(5, 1, 1);
        history.capture();
        assertThat(history.size()).isEqualTo(PageStore.PAGE_BYTES + LEAF);
        ram.write(5, 1, 2);
        history.capture();
        assertThat(history.size()).isEqualTo(2 * (PageStore.PAGE_BYTES + LEAF));
    }

    @Test
    void theHashDoesNotDependOnCaptures() {
        ram.write(5 * Ram.PAGE, 8, 1);
        long hash = history.hash();
        PageTree tree = history.capture();
        assertThat(history.hash()).isEqualTo(hash);
        ram.write(5 * Ram.PAGE, 8, 2);
        assertThat(history.hash()).isNotEqualTo(hash);
        ram.write(5 * Ram.PAGE, 8, 1);
        assertThat(history.hash()).isEqualTo(hash);
        history.restore(tree);
        assertThat(history.hash()).isEqualTo(hash);
    }

    @Test
    void equalPagesAtDifferentPlacesHashDifferently() {
        ram.write(0, 8, 7);
        long first = history.hash();
        ram.write(0, 8, 0);
        ram.write(Ram.PAGE, 8, 7);
        assertThat(history.hash()).isNotEqualTo(first);
    }

    @Test
    void aRandomWalkFindsEveryMomentAgain() {
        Random random = new Random(1);
        List<PageTree> trees = new ArrayList<>();
        List<byte[]> contents = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            for (int writes = random.nextInt(30); writes > 0; writes--) {
                int page = random.nextBoolean() ? random.nextInt(8) : random.nextInt(PAGES);
                ram.write(page * Ram.PAGE + 8 * random.nextInt(3), 8, random.nextInt(3));
            }
            if (random.nextBoolean()) {
                trees.add(history.capture());
                contents.add(ram.bytes().clone());
            } else if (!trees.isEmpty()) {
                int back = random.nextInt(trees.size());
                history.restore(trees.get(back));
                assertThat(ram.bytes()).isEqualTo(contents.get(back));
            }
            if (trees.size() > 10) {
                int gone = random.nextInt(trees.size());
                trees.remove(gone).release();
                contents.remove(gone);
            }
        }
        for (int i = 0; i < trees.size(); i++) {
            byte[] read = new byte[ram.size()];
            history.read(trees.get(i), 0, read, 0, read.length);
            assertThat(read).isEqualTo(contents.get(i));
        }
    }

    @Test
    void whatIsReleasedIsGivenBack() {
        PageTree zeros = history.capture();
        for (int i = 0; i < 1000; i++) {
            ram.write(i % 50 * Ram.PAGE, 8, i);
            history.capture().release();
        }
        history.restore(zeros);
        assertThat(history.size()).isZero();
    }

    @Test
    void releasingTwiceIsAMistake() {
        ram.write(0, 1, 1);
        PageTree tree = history.capture();
        ram.write(0, 1, 2);
        history.capture();
        tree.release();
        assertThatThrownBy(tree::release).isInstanceOf(IllegalStateException.class);
    }
}
