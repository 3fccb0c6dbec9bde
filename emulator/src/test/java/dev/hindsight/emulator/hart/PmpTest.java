package dev.hindsight.emulator.hart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** [Priv 1.12 §3.7.1] */
class PmpTest {
    private static final int R = 1;
    private static final int W = 2;
    private static final int X = 4;
    private static final int TOR = 1 << 3;
    private static final int NA4 = 2 << 3;
    private static final int NAPOT = 3 << 3;
    private static final int LOCKED = 0x80;

    private final Pmp pmp = new Pmp(64);

    @Test
    void withoutEntriesOnlyMachineModeGetsThrough() {
        assertThat(allows(0x8000_0000L, 8, Access.READ, Mode.MACHINE)).isTrue();
        assertThat(allows(0x8000_0000L, 8, Access.READ, Mode.SUPERVISOR)).isFalse();
    }

    @Test
    void theLowestEntryThatTouchesTheAccessDecides() {
        pmp.writeAddress(0, 0x8000_1000L >> 2);
        pmp.writeAddress(1, -1);
        pmp.writeConfig(0, 8, NA4 | R | (NAPOT | R | W | X) << 8);
        assertThat(allows(0x8000_1000L, 4, Access.READ, Mode.USER)).isTrue();
        assertThat(allows(0x8000_1000L, 4, Access.WRITE, Mode.USER)).isFalse();
        assertThat(allows(0x8000_1000L, 8, Access.READ, Mode.USER))
                .as("it must hold all bytes")
                .isFalse();
        assertThat(allows(0x8000_0ffcL, 8, Access.READ, Mode.USER)).isFalse();
        assertThat(allows(0x8000_1004L, 8, Access.EXECUTE, Mode.USER)).isTrue();
        assertThat(pmp.isUniform(0x8000_1000L)).isFalse();
        assertThat(pmp.isUniform(0x8000_2000L)).isTrue();
    }

    @Test
    void machineModeIsBoundByAnUnlockedEntryThatEndsWithinAPage() {
        pmp.writeAddress(0, 0x8000_0000L >> 2 | (1 << 9) - 1);
        pmp.writeConfig(0, 8, NAPOT);
        assertThat(pmp.bindsMachine()).as("a whole page").isFalse();
        pmp.writeAddress(0, -1);
        pmp.writeConfig(0, 8, TOR);
        assertThat(pmp.bindsMachine()).as("all there is").isFalse();
        pmp.writeAddress(0, 0x8000_1000L >> 2);
        pmp.writeConfig(0, 8, NA4);
        assertThat(pmp.bindsMachine()).isTrue();
        for (Access access : new Access[] {Access.READ, Access.WRITE, Access.EXECUTE}) {
            assertThat(allows(0x8000_0ffcL, 8, access, Mode.MACHINE))
                    .as("its end")
                    .isFalse();
            assertThat(allows(0x8000_1000L, 8, access, Mode.MACHINE))
                    .as("its beginning")
                    .isFalse();
            assertThat(allows(0x8000_1002L, 4, access, Mode.MACHINE))
                    .as("its middle")
                    .isFalse();
            assertThat(allows(0x8000_1000L, 4, access, Mode.MACHINE)).as("all").isTrue();
            assertThat(allows(0x8000_1004L, 8, access, Mode.MACHINE))
                    .as("nothing")
                    .isTrue();
        }
        pmp.writeConfig(0, 8, 0);
        assertThat(pmp.bindsMachine()).isFalse();
    }

    @Test
    void aRangeReachesFromTheAddressBefore() {
        pmp.writeAddress(0, 0x8000_0000L >> 2);
        pmp.writeAddress(1, 0x8000_2000L >> 2);
        pmp.writeConfig(0, 8, (TOR | R) << 8);
        assertThat(allows(0x7fff_fffcL, 4, Access.READ, Mode.USER)).isFalse();
        assertThat(allows(0x8000_0000L, 4, Access.READ, Mode.USER)).isTrue();
        assertThat(allows(0x8000_1ffcL, 4, Access.READ, Mode.USER)).isTrue();
        assertThat(allows(0x8000_2000L, 4, Access.READ, Mode.USER)).isFalse();
        pmp.writeAddress(0, 0x8000_4000L >> 2);
        assertThat(allows(0x8000_1000L, 4, Access.READ, Mode.USER))
                .as("an empty range")
                .isFalse();
    }

    @Test
    void aPowerOfTwoIsWrittenWithOnes() {
        pmp.writeAddress(0, 0x8000_0000L >> 2 | (1 << 9) - 1);
        pmp.writeConfig(0, 8, NAPOT | R);
        assertThat(allows(0x8000_0ffcL, 4, Access.READ, Mode.USER)).isTrue();
        assertThat(allows(0x8000_1000L, 4, Access.READ, Mode.USER)).isFalse();
    }

    @Test
    void aLockBindsMachineModeAndTheRegisters() {
        pmp.writeAddress(1, 0x8000_1000L >> 2);
        pmp.writeConfig(0, 8, (long) (LOCKED | TOR | R) << 8);
        assertThat(pmp.bindsMachine()).isTrue();
        assertThat(allows(0x8000_0000L, 4, Access.WRITE, Mode.MACHINE)).isFalse();
        pmp.writeConfig(0, 8, 0);
        pmp.writeAddress(1, 0);
        pmp.writeAddress(0, 5);
        assertThat(pmp.readConfig(0, 8)).isEqualTo((LOCKED | TOR | R) << 8);
        assertThat(pmp.readAddress(1)).isEqualTo(0x8000_1000L >> 2);
        assertThat(pmp.readAddress(0)).as("it bounds the locked range").isZero();
    }

    @Test
    void whatCanOnlyBeWrittenIsReserved() {
        pmp.writeConfig(0, 8, NAPOT | R);
        pmp.writeConfig(0, 8, NAPOT | W);
        assertThat(pmp.readConfig(0, 8)).isEqualTo(NAPOT | R);
    }

    private boolean allows(long address, int size, Access access, int mode) {
        return pmp.allows(address, size, access, mode);
    }
}
