package dev.hindsight.emulator.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.AccessFault;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlicTest {
    private static final int CONTEXTS = 4;
    private static final int PENDING = 0x1000;

    private final BitSet raised = new BitSet();
    private final Plic plic = new Plic(96, CONTEXTS);
    private final FakeLine[] lines = new FakeLine[97];

    PlicTest() {
        for (int source = 1; source <= 96; source++) {
            int id = source;
            lines[id] = new FakeLine(() -> raised.get(id));
            plic.connect(source, lines[id]);
        }
    }

    @Test
    void anInterruptPendsWhereItIsEnabledAndAboveTheThreshold() {
        drive(10, true);
        assertThat(pendingContexts()).isEmpty();
        plic.write(4 * 10, 4, 3);
        plic.write(enable(2, 0), 4, 1 << 10);
        assertThat(pendingContexts()).containsExactly(2);
        plic.write(threshold(2), 4, 3);
        assertThat(pendingContexts()).isEmpty();
        plic.write(threshold(2), 4, 2);
        assertThat(pendingContexts()).containsExactly(2);
        drive(10, false);
        assertThat(pendingContexts()).isEmpty();
    }

    private void drive(int source, boolean level) {
        raised.set(source, level);
        lines[source].drive();
    }

    @Test
    void completingDoesNotLookAtTheLineAgain() {
        allow(10, 1);
        drive(10, true);
        assertThat(plic.read(claim(0), 4)).isEqualTo(10);
        assertThat(plic.pending(0)).isFalse();
        assertThat(plic.read(PENDING, 4)).isZero();
        assertThat(plic.read(claim(0), 4)).isZero();
        plic.write(claim(0), 4, 10);
        assertThat(plic.pending(0)).isFalse();
        drive(10, true);
        assertThat(plic.pending(0)).isTrue();
    }

    @Test
    void whatIsDrivenBetweenClaimAndCompletionPendsAfterIt() {
        allow(10, 1);
        drive(10, true);
        plic.read(claim(0), 4);
        drive(10, true);
        assertThat(plic.pending(0)).isFalse();
        assertThat(plic.read(PENDING, 4)).isEqualTo(1 << 10);
        assertThat(plic.read(claim(0), 4)).isZero();
        plic.write(claim(0), 4, 10);
        assertThat(plic.pending(0)).isTrue();
        drive(10, false);
        assertThat(plic.pending(0)).isFalse();
    }

    @Test
    void whatTimeHasRaisedPendsUntilItIsClaimed() {
        allow(10, 1);
        raised.set(10);
        assertThat(plic.pending(0)).isFalse();
        lines[10].rise();
        assertThat(plic.pending(0)).isTrue();
        assertThat(plic.read(claim(0), 4)).isEqualTo(10);
        plic.write(claim(0), 4, 10);
        assertThat(plic.pending(0)).isFalse();
    }

    @Test
    void theHighestPriorityComesFirstAndThenTheLowestNumber() {
        allow(40, 5);
        allow(7, 2);
        allow(96, 5);
        drive(7, true);
        drive(40, true);
        drive(96, true);
        assertThat(plic.read(claim(0), 4)).isEqualTo(40);
        assertThat(plic.read(claim(0), 4)).isEqualTo(96);
        assertThat(plic.read(claim(0), 4)).isEqualTo(7);
        assertThat(plic.read(claim(0), 4)).isZero();
    }

    @Test
    void priorityZeroNeverInterrupts() {
        allow(5, 0);
        drive(5, true);
        assertThat(plic.pending(0)).isFalse();
        assertThat(plic.read(claim(0), 4)).isZero();
        assertThat(plic.read(PENDING, 4)).isEqualTo(1 << 5);
    }

    @Test
    void lookingClaimsNothing() {
        allow(10, 1);
        drive(10, true);
        assertThat(plic.peek(claim(0), 4)).isEqualTo(10);
        assertThat(plic.peek(claim(0), 1)).isEqualTo(10);
        assertThat(plic.pending(0)).isTrue();
    }

    @Test
    void registersKeepTheBitsThatExist() {
        plic.write(4 * 96, 4, -1);
        assertThat(plic.read(4 * 96, 4)).isEqualTo(7);
        plic.write(threshold(3), 4, -1);
        assertThat(plic.read(threshold(3), 4)).isEqualTo(7);
        plic.write(enable(3, 3), 4, -1);
        assertThat(plic.read(enable(3, 3), 4)).isEqualTo(0xffff_ffffL);
        for (int offset : new int[] {4 * 97, PENDING, enable(3, 4), enable(4, 0), threshold(4), claim(4), 0x20_0008}) {
            plic.write(offset, 4, -1);
            assertThat(plic.read(offset, 4)).as("0x%x", offset).isZero();
        }
    }

    @Test
    void onlyWordsAreAnswered() {
        assertThatThrownBy(() -> plic.read(4, 8)).isInstanceOf(AccessFault.class);
        assertThatThrownBy(() -> plic.write(4, 1, 0)).isInstanceOf(AccessFault.class);
        plic.write(4, 4, 5);
        assertThat(plic.peek(4, 1)).isEqualTo(5);
        assertThat(plic.peek(5, 1)).isZero();
    }

    @Test
    void completingWhatIsNoSourceDoesNothing() {
        plic.write(claim(0), 4, 0);
        plic.write(claim(0), 4, 97);
        plic.write(claim(0), 4, -1);
        assertThat(pendingContexts()).isEmpty();
    }

    @Test
    void aSourceHasOneLine() {
        assertThatThrownBy(() -> plic.connect(10, new FakeLine(() -> true))).hasMessageContaining("10");
        assertThatThrownBy(() -> plic.connect(97, new FakeLine(() -> true))).hasMessageContaining("97");
    }

    private void allow(int source, int priority) {
        int word = enable(0, source / 32);
        plic.write(4 * source, 4, priority);
        plic.write(word, 4, plic.read(word, 4) | 1L << source % 32);
    }

    private int[] pendingContexts() {
        return IntStream.range(0, CONTEXTS).filter(plic::pending).toArray();
    }

    private static int enable(int context, int word) {
        return 0x2000 + 0x80 * context + 4 * word;
    }

    private static int threshold(int context) {
        return 0x20_0000 + 0x1000 * context;
    }

    private static int claim(int context) {
        return threshold(context) + 4;
    }
}
