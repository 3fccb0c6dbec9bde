package dev.hindsight.emulator.hart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HartTest {
    private static final long MTVEC = 0x8000_1001L;
    private static final long STVEC = 0x8000_2001L;
    private static final long INTERRUPT = 1L << 63;

    private final FakePlatform platform = new FakePlatform();
    private final Hart hart = new Hart(0, Isa.VIRT64, platform, 0x8000_0000L);
    private final CsrFile csrs = hart.csrs();

    HartTest() {
        csrs.write(Csr.MTVEC, MTVEC);
        csrs.write(Csr.STVEC, STVEC);
    }

    /** [Priv 1.12 §3.1.8] */
    @ParameterizedTest
    @CsvSource({"0,1", "1,1", "3,3"})
    void aDelegatedExceptionGoesToTheSupervisorFromBelowMachineMode(int from, int to) {
        csrs.write(Csr.MEDELEG, 1 << Cause.LOAD_PAGE);
        hart.setMode(from);
        hart.take(Trap.exception(Cause.LOAD_PAGE, 0x1234));
        assertThat(hart.mode()).isEqualTo(to);
        boolean machine = to == Mode.MACHINE;
        assertThat(hart.pc()).isEqualTo((machine ? MTVEC : STVEC) & ~3);
        assertThat(csrs.read(machine ? Csr.MEPC : Csr.SEPC)).isEqualTo(0x8000_0000L);
        assertThat(csrs.read(machine ? Csr.MCAUSE : Csr.SCAUSE)).isEqualTo(Cause.LOAD_PAGE);
        assertThat(csrs.read(machine ? Csr.MTVAL : Csr.STVAL)).isEqualTo(0x1234);
    }

    @Test
    void anInterruptGoesToItsVector() {
        csrs.write(Csr.MIDELEG, 0x222);
        hart.setMode(Mode.USER);
        hart.take(Trap.interrupt(Cause.SUPERVISOR_TIMER_INTERRUPT));
        assertThat(hart.pc()).isEqualTo((STVEC & ~3) + 20);
        assertThat(csrs.read(Csr.SCAUSE)).isEqualTo(INTERRUPT | 5);
    }

    /** [Priv 1.12 §3.1.9]: MEI, MSI, MTI, SEI, SSI, STI. */
    @Test
    void interruptsHaveAnOrder() {
        csrs.write(Csr.MSTATUS, 1 << 3);
        csrs.write(Csr.MIE, -1);
        csrs.write(Csr.MIP, -1);
        platform.pending = 1 << 11 | 1 << 7 | 1 << 3;
        for (int expected : new int[] {11, 3, 7}) {
            assertThat(hart.interrupt()).isEqualTo(expected);
            platform.pending &= ~(1L << expected);
        }
        for (int expected : new int[] {9, 1, 5}) {
            assertThat(hart.interrupt()).isEqualTo(expected);
            csrs.write(Csr.MIP, csrs.read(Csr.MIP) & ~(1L << expected));
        }
        assertThat(hart.interrupt()).isEqualTo(-1);
    }

    @Test
    void whatIsDelegatedWaitsForTheSupervisorAndYieldsToTheMachine() {
        csrs.write(Csr.MIE, -1);
        csrs.write(Csr.MIDELEG, 0x222);
        csrs.write(Csr.MIP, 1 << 9);
        csrs.write(Csr.MSTATUS, 1 << 3);
        assertThat(hart.interrupt()).as("machine mode is above it").isEqualTo(-1);
        hart.setMode(Mode.SUPERVISOR);
        assertThat(hart.interrupt()).as("sstatus.SIE is off").isEqualTo(-1);
        csrs.write(Csr.SSTATUS, 2);
        assertThat(hart.interrupt()).isEqualTo(9);
        platform.pending = 1 << 7;
        assertThat(hart.interrupt()).as("the machine's come first").isEqualTo(7);
        csrs.write(Csr.MSTATUS, 0);
        assertThat(hart.interrupt())
                .as("below machine mode MIE does not matter")
                .isEqualTo(7);
    }

    @Test
    void mretGoesToThePreviousModeAndForgetsMprv() {
        csrs.write(Csr.MEPC, 0x8000_4000L);
        csrs.write(Csr.MSTATUS, 1 << 17 | 1 << 11 | 1 << 7);
        assertThat(hart.dataMode()).isEqualTo(Mode.SUPERVISOR);
        hart.returnFromMachine();
        assertThat(hart.mode()).isEqualTo(Mode.SUPERVISOR);
        assertThat(hart.pc()).isEqualTo(0x8000_4000L);
        assertThat(csrs.read(Csr.MSTATUS) & 0x2_1888L)
                .as("MIE and MPIE, MPP user")
                .isEqualTo(0x88);
    }

    @Test
    void sretGoesToThePreviousMode() {
        csrs.write(Csr.SEPC, 0x8000_4000L);
        csrs.write(Csr.MSTATUS, 1 << 17 | 1 << 8);
        hart.returnFromSupervisor();
        assertThat(hart.mode()).isEqualTo(Mode.SUPERVISOR);
        assertThat(csrs.read(Csr.MSTATUS) & 0x2_0122L).as("SPIE, SPP user").isEqualTo(0x20);
        hart.returnFromSupervisor();
        assertThat(hart.mode()).isEqualTo(Mode.USER);
    }

    /** [Priv 1.12 §3.1.6.5] */
    @Test
    void mstatusTrapsWhatASupervisorShouldNotDo() {
        assertThat(csrs.permitsSupervisorReturn(Mode.SUPERVISOR)).isTrue();
        assertThat(csrs.permitsFence(Mode.SUPERVISOR)).isTrue();
        assertThat(csrs.permitsWait(Mode.SUPERVISOR)).isTrue();
        csrs.write(Csr.MSTATUS, 7 << 20);
        assertThat(csrs.permitsSupervisorReturn(Mode.SUPERVISOR)).isFalse();
        assertThat(csrs.permitsFence(Mode.SUPERVISOR)).isFalse();
        assertThat(csrs.permitsWait(Mode.SUPERVISOR)).isFalse();
        assertThat(csrs.permitsSupervisorReturn(Mode.MACHINE)).isTrue();
        assertThat(csrs.permitsFence(Mode.USER)).isFalse();
        assertThat(csrs.permitsWait(Mode.USER)).isFalse();
    }
}
