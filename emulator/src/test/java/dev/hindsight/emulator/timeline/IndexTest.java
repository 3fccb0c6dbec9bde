package dev.hindsight.emulator.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.machine.Footprint;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class IndexTest {
    private static final long LENGTH = 1 << 19;
    private static final int LINES_A_PAGE = 256;
    private static final long PLENTY = 1 << 20;

    private final Branch root = Branch.root(0);

    /** A span that wrote the page of this number and ran the line of code of this number. */
    private static Footprint touched(int number) {
        long[] lines = new long[Footprint.WORDS];
        lines[number % LINES_A_PAGE / 64] = 1L << number;
        return new Footprint(0, 1 << 20, new int[] {number}, new long[] {number / LINES_A_PAGE}, lines, 0);
    }

    private static Cell cell(long from, long to, int number) {
        return new Cell(from, to, touched(number), to, 0);
    }

    private static StopPoints at(int number) {
        return StopPoints.of(List.of(16L * number), List.of());
    }

    private static StopPoints writing(int number) {
        return StopPoints.of(List.of(), List.of(Watch.write(4096L * number + 4000, 200)));
    }

    private Index indexOf(int cells, long budget) {
        Index index = new Index(budget);
        for (int i = 0; i < cells; i++) {
            index.add(root, cell(i * LENGTH, (i + 1) * LENGTH, i));
        }
        return index;
    }

    @Test
    void onlyTheCellThatTouchedSomethingIsACandidate() {
        Index index = indexOf(100, PLENTY);
        assertThat(index.candidates(root, 0, 100 * LENGTH, at(7))).contains(new Index.Span(7 * LENGTH, 8 * LENGTH));
        assertThat(index.candidates(root, 0, 100 * LENGTH, at(100))).isEmpty();
        assertThat(index.candidates(root, 8 * LENGTH, 100 * LENGTH, at(7))).isEmpty();
        assertThat(index.candidates(root, 7 * LENGTH + 5, 7 * LENGTH + 6, at(7)))
                .contains(new Index.Span(7 * LENGTH + 5, 7 * LENGTH + 6));
    }

    @Test
    void aWatchOverTwoPagesIsACandidateForBoth() {
        Index index = indexOf(100, PLENTY);
        assertThat(index.candidates(root, 0, 100 * LENGTH, writing(7)))
                .contains(new Index.Span(7 * LENGTH, 9 * LENGTH));
    }

    @Test
    void whatNoCellTellsOfMayHoldAnything() {
        Index index = indexOf(3, PLENTY);
        assertThat(index.candidates(root, 0, 10 * LENGTH, at(1000))).contains(new Index.Span(3 * LENGTH, 10 * LENGTH));
    }

    @Test
    void readsAreNotIndexed() {
        StopPoints read = StopPoints.of(List.of(), List.of(new Watch(0, 1, true, false)));
        assertThat(indexOf(3, PLENTY).candidates(root, 0, 3 * LENGTH, read)).contains(new Index.Span(0, 3 * LENGTH));
    }

    @Test
    void memoryThatTheMachineTellsNothingOfMayHaveBeenWritten() {
        StopPoints device = StopPoints.of(List.of(), List.of(Watch.write(0x7_0000_0000L, 8)));
        assertThat(indexOf(3, PLENTY).candidates(root, 0, 3 * LENGTH, device)).contains(new Index.Span(0, 3 * LENGTH));
    }

    @Test
    void aForkSharesWhatIsKnownOfItsPast() {
        Index index = indexOf(10, PLENTY);
        root.ran(0, 10 * LENGTH);
        Branch fork = root.fork(1, 5 * LENGTH + 17, 0);
        index.add(fork, cell(5 * LENGTH + 17, 6 * LENGTH, 77));
        assertThat(index.candidates(fork, 0, 6 * LENGTH, at(2))).contains(new Index.Span(2 * LENGTH, 3 * LENGTH));
        assertThat(index.candidates(fork, 0, 6 * LENGTH, at(77))).contains(new Index.Span(5 * LENGTH + 17, 6 * LENGTH));
        assertThat(index.candidates(fork, 0, 6 * LENGTH, at(5))).contains(new Index.Span(5 * LENGTH, 5 * LENGTH + 17));
        assertThat(index.candidates(fork, 0, 6 * LENGTH, at(6))).isEmpty();
        assertThat(index.endingBehind(fork, 4 * LENGTH).to()).isEqualTo(5 * LENGTH);
        assertThat(index.endingBehind(fork, 5 * LENGTH).to()).isEqualTo(6 * LENGTH);
    }

    @Test
    void overItsBudgetOldCellsAreMergedAndNothingIsForgotten() {
        long budget = 20_000;
        Index index = indexOf(2000, budget);
        assertThat(index.bytes()).isLessThanOrEqualTo(budget);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            int number = random.nextInt(2000);
            assertThat(index.candidates(root, 0, 2000 * LENGTH, at(number)))
                    .hasValueSatisfying(
                            span -> assertThat(span.from() <= number * LENGTH && span.to() >= (number + 1) * LENGTH)
                                    .isTrue());
        }
    }

    @Test
    void shortCellsBecomeOne() {
        Index index = new Index(PLENTY);
        for (int i = 0; i < 10_000; i++) {
            index.add(root, cell(i, i + 1, 3));
        }
        assertThat(index.bytes()).isLessThan(1000);
        assertThat(index.endingBehind(root, 5).to()).isEqualTo(10_000);
    }

    @Test
    void equalNeighboursShareTheirMemory() {
        Index index = new Index(PLENTY);
        index.add(root, cell(0, LENGTH, 3));
        long one = index.bytes();
        index.add(root, cell(LENGTH, 2 * LENGTH, 3));
        assertThat(index.bytes()).isLessThan(2 * one);
    }

    @Test
    void betweenCellsAnythingMayHaveHappened() {
        Index index = indexOf(2, PLENTY);
        index.add(root, cell(5 * LENGTH, 6 * LENGTH, 5));
        assertThat(index.candidates(root, 0, 6 * LENGTH, at(1000))).contains(new Index.Span(2 * LENGTH, 5 * LENGTH));
    }

    @Test
    void aSmallerBudgetIsMetAtOnce() {
        Index index = indexOf(2000, PLENTY);
        index.setBudget(10_000);
        assertThat(index.bytes()).isLessThanOrEqualTo(10_000);
        assertThat(index.candidates(root, 0, 2000 * LENGTH, at(7))).isPresent();
    }
}
