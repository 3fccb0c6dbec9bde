package dev.hindsight.emulator.hart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** [Priv 1.12 §4.3.2] */
class MmuTest {
    private static final int V = 1;
    private static final int R = 2;
    private static final int W = 4;
    private static final int X = 8;
    private static final int U = 16;
    private static final int A = 64;
    private static final int D = 128;
    private static final long ROOT = 0x8000_0000L;
    private static final long PAGE = 0x1234_5000L;

    private final FakeTables tables = new FakeTables();
    private final Hart hart = hart(Isa.VIRT64, 8L << 60);
    private final Mmu mmu = new Mmu(hart, tables);

    /** Only what was written is there. */
    private static final class FakeTables implements Mmu.Tables {
        final Map<Long, Long> words = new HashMap<>();

        @Override
        public boolean contains(long address, int size) {
            return address >= ROOT && address < ROOT + 0x10_0000;
        }

        @Override
        public long read(long address, int size) {
            return words.getOrDefault(address, 0L);
        }

        @Override
        public void write(long address, int size, long value) {
            words.put(address, value);
        }
    }

    private static Hart hart(Isa isa, long mode) {
        Hart hart = new Hart(0, isa, new FakePlatform(), 0);
        hart.csrs().write(Csr.PMPADDR0, -1);
        hart.csrs().write(Csr.PMPCFG0, 0x1f);
        hart.csrs().write(Csr.SATP, mode | ROOT >> 12);
        return hart;
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 9})
    void everyLevelIndexesWithNineBits(int mode) {
        hart.csrs().write(Csr.SATP, (long) mode << 60 | ROOT >> 12);
        int levels = mode - 5;
        long address = 0;
        for (int level = levels - 1; level >= 0; level--) {
            long at = table(levels - 1 - level) + 8L * (level + 3);
            address |= (level + 3L) << 12 + 9 * level;
            tables.words.put(at, level > 0 ? pointer(table(levels - level)) : pte(PAGE, R | A));
        }
        assertThat(mmu.look(address | 0xabc, 4, Access.READ, Mode.SUPERVISOR)).isEqualTo(PAGE | 0xabc);
        assertThat(mmu.look(address | 0xabc, 4, Access.READ, Mode.MACHINE)).isEqualTo(address | 0xabc);
        assertThat(mmu.look(address | 1L << 62, 4, Access.READ, Mode.SUPERVISOR))
                .as("not canonical")
                .isEqualTo(Mmu.PAGE_FAULT);
    }

    @Test
    void rv32HasTwoLevelsOfTenBits() {
        Hart narrow = hart(Isa.VIRT32, (int) 0x8000_0000);
        tables.words.put(ROOT + 4 * 0x3ff, pointer(table(1)));
        tables.words.put(table(1) + 4 * 5, pte(PAGE, R | A));
        long address = (int) 0xffc0_5678;
        assertThat(new Mmu(narrow, tables).look(address, 4, Access.READ, Mode.USER))
                .isEqualTo(Mmu.PAGE_FAULT);
        assertThat(new Mmu(narrow, tables).look(address, 4, Access.READ, Mode.SUPERVISOR))
                .isEqualTo(PAGE | 0x678);
    }

    @Test
    void aLargePageIsAligned() {
        tables.words.put(ROOT, pte(0x4000_0000L, R | A));
        assertThat(look(0x1234_5678L, Access.READ)).isEqualTo(0x5234_5678L);
        tables.words.put(ROOT, pte(0x4000_1000L, R | A));
        assertThat(look(0x1234_5678L, Access.READ)).isEqualTo(Mmu.PAGE_FAULT);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, V | W, V | W | X, V | A, V | D, V | U, V | R | A | 1L << 63, V | R | A | 1L << 54})
    void badEntriesFault(long bits) {
        tables.words.put(ROOT, bits);
        assertThat(look(0, Access.READ)).isEqualTo(Mmu.PAGE_FAULT);
    }

    @Test
    void aTableThatPointsToItselfEnds() {
        tables.words.put(ROOT, pointer(ROOT));
        assertThat(look(0, Access.READ)).isEqualTo(Mmu.PAGE_FAULT);
    }

    @Test
    void aTableOutsideOfMemoryIsAnAccessFaultOfTheAccess() {
        tables.words.put(ROOT, pointer(0x1000_0000L));
        assertThatThrownBy(() -> mmu.translate(0, 4, Access.WRITE, Mode.SUPERVISOR))
                .isInstanceOfSatisfying(
                        TrapException.class, trap -> assertThat(trap.cause()).isEqualTo(Cause.STORE_ACCESS));
    }

    @Test
    void permissionsAreThoseOfTheEntry() {
        map(R | A | D);
        assertThat(look(0, Access.READ)).isEqualTo(PAGE);
        assertThat(look(0, Access.WRITE)).isEqualTo(Mmu.PAGE_FAULT);
        assertThat(look(0, Access.EXECUTE)).isEqualTo(Mmu.PAGE_FAULT);
        map(X | A);
        assertThat(look(0, Access.EXECUTE)).isEqualTo(PAGE);
        assertThat(look(0, Access.READ)).isEqualTo(Mmu.PAGE_FAULT);
        hart.csrs().write(Csr.MSTATUS, 1 << 19);
        assertThat(look(0, Access.READ)).as("MXR").isEqualTo(PAGE);
    }

    @Test
    void usersAndSupervisorsHaveTheirPages() {
        map(R | W | X | A | D);
        assertThat(mmu.look(0, 4, Access.READ, Mode.USER)).isEqualTo(Mmu.PAGE_FAULT);
        map(R | W | X | U | A | D);
        assertThat(mmu.look(0, 4, Access.READ, Mode.USER)).isEqualTo(PAGE);
        assertThat(look(0, Access.READ)).isEqualTo(Mmu.PAGE_FAULT);
        hart.csrs().write(Csr.MSTATUS, 1 << 18);
        assertThat(look(0, Access.READ)).as("SUM").isEqualTo(PAGE);
        assertThat(look(0, Access.EXECUTE)).as("SUM gives no execution").isEqualTo(Mmu.PAGE_FAULT);
    }

    @ParameterizedTest
    @EnumSource(names = {"READ", "WRITE", "EXECUTE"})
    void accessedAndDirtyBitsAreSetInTheStepOfTheAccessOnly(Access access) {
        map(R | W | X);
        assertThat(look(8, access)).isEqualTo(Mmu.NEEDS_UPDATE);
        assertThat(tables.words.get(table(2))).isEqualTo(pte(PAGE, R | W | X));
        assertThat(mmu.translate(8, 4, access, Mode.SUPERVISOR)).isEqualTo(PAGE + 8);
        int bits = access == Access.WRITE ? A | D : A;
        assertThat(tables.words.get(table(2))).isEqualTo(pte(PAGE, R | W | X | bits));
        assertThat(look(8, access)).isEqualTo(PAGE + 8);
    }

    @Test
    void withoutUpdatesTheyFault() {
        hart.csrs().write(Csr.MENVCFG, 0);
        map(R | W | A);
        assertThatThrownBy(() -> mmu.translate(8, 4, Access.WRITE, Mode.SUPERVISOR))
                .isInstanceOfSatisfying(TrapException.class, trap -> {
                    assertThat(trap.cause()).isEqualTo(Cause.STORE_PAGE);
                    assertThat(trap.tval()).isEqualTo(8);
                });
        assertThat(tables.words.get(table(2))).isEqualTo(pte(PAGE, R | W | A));
        assertThat(look(8, Access.READ)).isEqualTo(PAGE + 8);
    }

    @Test
    void aDebuggerSeesThroughPermissionsAndChangesNothing() {
        map(X);
        assertThat(look(8, Access.DEBUG)).isEqualTo(PAGE + 8);
        assertThat(tables.words.get(table(2))).isEqualTo(pte(PAGE, X));
    }

    @Test
    void protectionHoldsForTablesAndForWhatTheyLeadTo() {
        map(R | A);
        hart.csrs().write(Csr.PMPCFG0, 0);
        assertThat(look(0, Access.READ)).isEqualTo(Mmu.ACCESS_FAULT);
    }

    private long look(long address, Access access) {
        return mmu.look(address, 4, access, Mode.SUPERVISOR);
    }

    /** Virtual page 0 with these bits, by three levels. */
    private void map(int bits) {
        tables.words.put(ROOT, pointer(table(1)));
        tables.words.put(table(1), pointer(table(2)));
        tables.words.put(table(2), pte(PAGE, bits));
    }

    private static long table(int number) {
        return ROOT + 4096L * number;
    }

    private static long pointer(long table) {
        return table >> 12 << 10 | V;
    }

    private static long pte(long page, int bits) {
        return page >> 12 << 10 | bits | V;
    }
}
