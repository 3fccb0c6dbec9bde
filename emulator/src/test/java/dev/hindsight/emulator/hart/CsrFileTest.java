package dev.hindsight.emulator.hart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsrFileTest {
    private static final long STCE = 1L << 63;
    private static final long ADUE = 1L << 61;
    private static final int TM = 2;

    private final FakePlatform platform = new FakePlatform();
    private final CsrFile csrs = new CsrFile(Isa.VIRT64, 3, platform);
    private final CsrFile narrow = new CsrFile(Isa.VIRT32, 0, platform);

    /** [Priv 1.12 §3.1.6, §4.1.1]; UXL and SXL say 64 bits. */
    @Test
    void sstatusIsAPartOfMstatus() {
        csrs.write(Csr.MSTATUS, -1);
        assertThat(csrs.read(Csr.MSTATUS)).isEqualTo(0x8000_000a_007e_79aaL);
        assertThat(csrs.read(Csr.SSTATUS)).isEqualTo(0x8000_0002_000c_6122L);
        csrs.write(Csr.SSTATUS, 0);
        assertThat(csrs.read(Csr.MSTATUS)).isEqualTo(0x0000_000a_0072_1888L);
    }

    @Test
    void mstatusOnRv32HasNoLengths() {
        narrow.write(Csr.MSTATUS, -1);
        assertThat(narrow.read(Csr.MSTATUS)).isEqualTo((int) 0x807e_79aa);
        assertThat(narrow.read(Csr.MSTATUSH)).isZero();
    }

    @Test
    void aModeThatDoesNotExistLeavesMppAlone() {
        csrs.write(Csr.MSTATUS, 1 << 11);
        csrs.write(Csr.MSTATUS, 2 << 11);
        assertThat(csrs.read(Csr.MSTATUS) >>> 11 & 3).isEqualTo(Mode.SUPERVISOR);
    }

    @Test
    void aHartWithMachineModeAloneHasItInMppAlways() {
        CsrFile plain = new CsrFile(Isa.parse("rv64imac"), 0, platform);
        plain.write(Csr.MSTATUS, 0);
        assertThat(plain.read(Csr.MSTATUS)).isEqualTo(3 << 11);
        assertThat(plain.permits(Csr.SSTATUS, false, Mode.MACHINE)).isFalse();
    }

    @Test
    void delegationTakesWhatExists() {
        csrs.write(Csr.MEDELEG, -1);
        csrs.write(Csr.MIDELEG, -1);
        assertThat(csrs.read(Csr.MEDELEG)).isEqualTo(0xb3ff);
        assertThat(csrs.read(Csr.MIDELEG)).isEqualTo(0x222);
    }

    @Test
    void sieAndSipShowWhatIsDelegated() {
        csrs.write(Csr.MIE, -1);
        csrs.write(Csr.MIP, -1);
        platform.pending = 1 << 7;
        assertThat(csrs.read(Csr.MIE)).isEqualTo(0xaaa);
        assertThat(csrs.read(Csr.MIP)).isEqualTo(0x2a2);
        assertThat(csrs.read(Csr.SIE)).isZero();
        assertThat(csrs.read(Csr.SIP)).isZero();
        csrs.write(Csr.MIDELEG, 0x22);
        assertThat(csrs.read(Csr.SIE)).isEqualTo(0x22);
        assertThat(csrs.read(Csr.SIP)).isEqualTo(0x22);
        csrs.write(Csr.SIE, 0);
        csrs.write(Csr.SIP, 0);
        assertThat(csrs.read(Csr.MIE)).isEqualTo(0xa88);
        assertThat(csrs.read(Csr.MIP)).as("of sip only SSIP can be written").isEqualTo(0x2a0);
    }

    /** [Priv 1.12 §3.1.9] */
    @Test
    void theControllersBitOfMipIsNotCopiedByModifying() {
        platform.pending = 1 << 9;
        assertThat(csrs.read(Csr.MIP)).isEqualTo(1 << 9);
        csrs.write(Csr.MIP, csrs.readToModify(Csr.MIP) | 2);
        platform.pending = 0;
        assertThat(csrs.read(Csr.MIP)).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"0,true", "1,false", "7,false", "8,true", "9,true", "10,false", "15,false"})
    void satpKeepsItsValueForAModeThatDoesNotExist(long mode, boolean exists) {
        csrs.write(Csr.SATP, 8L << 60 | 5);
        csrs.write(Csr.SATP, mode << 60 | 7);
        assertThat(csrs.read(Csr.SATP)).isEqualTo(exists ? mode << 60 | 7 : 8L << 60 | 5);
    }

    @ParameterizedTest
    @ValueSource(ints = {Csr.MTVEC, Csr.STVEC})
    void vectorsKnowTwoModes(int vector) {
        csrs.write(vector, 0x1001);
        assertThat(csrs.read(vector)).isEqualTo(0x1001);
        csrs.write(vector, 0x2002);
        assertThat(csrs.read(vector)).isEqualTo(0x1001);
    }

    @Test
    void anEpcIsAnInstructionsAddress() {
        csrs.write(Csr.MEPC, 0x1003);
        assertThat(csrs.read(Csr.MEPC)).isEqualTo(0x1002);
        CsrFile uncompressed = new CsrFile(Isa.parse("rv64imasu"), 0, platform);
        uncompressed.write(Csr.SEPC, 0x1003);
        assertThat(uncompressed.read(Csr.SEPC)).isEqualTo(0x1000);
    }

    @Test
    void lowerModesReachOnlyTheirRegisters() {
        assertThat(csrs.permits(Csr.MSCRATCH, false, Mode.SUPERVISOR)).isFalse();
        assertThat(csrs.permits(Csr.SSCRATCH, true, Mode.SUPERVISOR)).isTrue();
        assertThat(csrs.permits(Csr.SSCRATCH, false, Mode.USER)).isFalse();
        assertThat(csrs.permits(Csr.MHARTID, true, Mode.MACHINE))
                .as("it can only be read")
                .isFalse();
        assertThat(csrs.permits(0x7c0, false, Mode.MACHINE)).as("there is none").isFalse();
        csrs.write(Csr.MSTATUS, 1 << 20);
        assertThat(csrs.permits(Csr.SATP, false, Mode.SUPERVISOR)).as("TVM").isFalse();
        assertThat(csrs.permits(Csr.SATP, false, Mode.MACHINE)).isTrue();
    }

    /** [Priv 1.12 §3.1.11, §4.1.5] */
    @Test
    void countersAreGivenFromModeToMode() {
        assertThat(csrs.permits(Csr.TIME, false, Mode.MACHINE)).isTrue();
        assertThat(csrs.permits(Csr.TIME, false, Mode.SUPERVISOR)).isFalse();
        csrs.write(Csr.MCOUNTEREN, TM);
        assertThat(csrs.permits(Csr.TIME, false, Mode.SUPERVISOR)).isTrue();
        assertThat(csrs.permits(Csr.CYCLE, false, Mode.SUPERVISOR)).isFalse();
        assertThat(csrs.permits(Csr.TIME, false, Mode.USER)).isFalse();
        csrs.write(Csr.SCOUNTEREN, TM);
        assertThat(csrs.permits(Csr.TIME, false, Mode.USER)).isTrue();
    }

    /** [Sstc §2] */
    @Test
    void theSupervisorsTimerInterruptsWhileItIsEnabled() {
        csrs.write(Csr.MCOUNTEREN, TM);
        assertThat(csrs.permits(Csr.STIMECMP, true, Mode.SUPERVISOR)).isFalse();
        csrs.write(Csr.MENVCFG, STCE);
        assertThat(csrs.permits(Csr.STIMECMP, true, Mode.SUPERVISOR)).isTrue();
        csrs.write(Csr.STIMECMP, 100);
        platform.time = 99;
        assertThat(csrs.read(Csr.MIP)).isZero();
        assertThat(csrs.supervisorDeadline()).isEqualTo(100);
        platform.time = 100;
        assertThat(csrs.read(Csr.MIP)).isEqualTo(1 << 5);
        assertThat(csrs.supervisorDeadline()).isEqualTo(Long.MAX_VALUE);
        csrs.write(Csr.MIP, 0);
        assertThat(csrs.read(Csr.MIP)).as("only the comparison decides").isEqualTo(1 << 5);
        csrs.write(Csr.MENVCFG, 0);
        assertThat(csrs.read(Csr.MIP)).isZero();
    }

    @Test
    void theEnvironmentBeginsWithHardwareThatUpdatesPageTables() {
        assertThat(csrs.read(Csr.MENVCFG)).isEqualTo(ADUE);
        csrs.write(Csr.MENVCFG, -1);
        assertThat(csrs.read(Csr.MENVCFG)).isEqualTo(STCE | ADUE | 1);
        assertThat(narrow.read(Csr.MENVCFGH)).isEqualTo((int) (ADUE >>> 32));
    }

    @Test
    void aCounterDoesNotCountTheInstructionThatWritesIt() {
        platform.steps = 1000;
        csrs.write(Csr.MCYCLE, 5);
        platform.steps = 1001;
        assertThat(csrs.read(Csr.MCYCLE)).isEqualTo(5);
        assertThat(csrs.read(Csr.CYCLE)).isEqualTo(5);
        csrs.write(Csr.MCOUNTINHIBIT, -1);
        assertThat(csrs.read(Csr.MCOUNTINHIBIT)).isEqualTo(5);
        platform.steps = 2000;
        assertThat(csrs.read(Csr.MCYCLE)).isEqualTo(6);
    }

    @Test
    void writingTheHighHalfKeepsTheLowHalfFromCountingToo() {
        narrow.write(Csr.MINSTRET, -1);
        platform.steps = 1;
        narrow.write(Csr.MINSTRET + Csr.HIGH_HALF, -1);
        platform.steps = 2;
        assertThat(narrow.read(Csr.MINSTRET)).isEqualTo(-1);
        platform.steps = 3;
        assertThat(narrow.read(Csr.MINSTRET)).isZero();
        assertThat(narrow.read(Csr.MINSTRET + Csr.HIGH_HALF)).isZero();
    }

    /** What software reads to find that there are no triggers. [Debug 0.13 §5.2.1] */
    @Test
    void thereAreNoTriggers() {
        csrs.write(Csr.TSELECT, 1);
        assertThat(csrs.permits(Csr.TSELECT, true, Mode.MACHINE)).isTrue();
        assertThat(csrs.read(Csr.TSELECT)).isZero();
        assertThat(csrs.read(Csr.TSELECT + 1)).isZero();
    }

    @Test
    void halvesOfCountersMakeOneOnRv32() {
        narrow.write(Csr.MCYCLE + Csr.HIGH_HALF, 7);
        platform.steps = 1;
        narrow.write(Csr.MCYCLE, -1);
        platform.steps = 3;
        assertThat(narrow.read(Csr.MCYCLE)).isZero();
        assertThat(narrow.read(Csr.MCYCLE + Csr.HIGH_HALF)).isEqualTo(8);
    }
}
