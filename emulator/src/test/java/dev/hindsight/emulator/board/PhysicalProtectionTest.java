package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Machine mode and a PMP entry of four bytes that is not locked and permits nothing. [Priv 1.12 §3.7.1] */
class PhysicalProtectionTest {
    private static final int WORD = 0x2100;
    private static final int NA4 = 0x10;
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A2 = 12;
    private static final int UART_SCRATCH = 0x1000_0000 + 4;

    private static final int PASSED = -1;

    /** The cause of the trap that an access at a1 + {@code offset} takes; a1 is where the entry is. */
    private static int cause(Op op, int offset) {
        return cause(new Assembly().ram(A1, WORD), offset, op);
    }

    private static int cause(Assembly toA1, int offset, Op op) {
        Assembly code = toA1.i(Op.SRLI, A0, A1, 2)
                .csr(Op.CSRRW, 0, Csr.PMPADDR0, A0)
                .i(Op.ADDI, A0, 0, NA4)
                .csr(Op.CSRRW, 0, Csr.PMPCFG0, A0)
                .i(Op.ADDI, A1, A1, offset);
        boolean stores = op == Op.SD || op == Op.SW || op == Op.SH;
        code = stores ? code.store(op, A0, A1, 0) : op == Op.AMOADD_D ? code.r(op, A2, A1, A0) : code.i(op, A2, A1, 0);
        Board board = code.plain(Op.EBREAK).board(64);
        Exit exit = board.run(1000, StopPoints.NONE.stoppingAtCrash(true, List.of()));
        long cause = ((Exit.Crash) exit).cause();
        return cause == Cause.BREAKPOINT ? PASSED : (int) cause;
    }

    @Test
    void anAccessThatMatchesAnEntryInPartFails() {
        assertThat(cause(Op.LD, 0)).isEqualTo(Cause.LOAD_ACCESS);
        assertThat(cause(Op.LD, -4)).isEqualTo(Cause.LOAD_ACCESS);
        assertThat(cause(Op.SD, 0)).isEqualTo(Cause.STORE_ACCESS);
        assertThat(cause(Op.AMOADD_D, 0)).isEqualTo(Cause.STORE_ACCESS);
        assertThat(cause(Op.LW, 2)).as("misaligned").isEqualTo(Cause.LOAD_ACCESS);
        assertThat(cause(Op.SW, -2)).as("misaligned").isEqualTo(Cause.STORE_ACCESS);
        assertThat(cause(Op.SH, 3)).isEqualTo(Cause.STORE_ACCESS);
    }

    @Test
    void anAccessThatMatchesItAsAWholeOrNotAtAllPasses() {
        assertThat(cause(Op.LW, 0)).isEqualTo(PASSED);
        assertThat(cause(Op.SW, 0)).isEqualTo(PASSED);
        assertThat(cause(Op.LH, 1)).isEqualTo(PASSED);
        assertThat(cause(Op.LD, 8)).isEqualTo(PASSED);
        assertThat(cause(Op.SD, 4)).isEqualTo(PASSED);
        assertThat(cause(Op.LD, -8)).isEqualTo(PASSED);
    }

    @Test
    void anEntryAtADeviceCountsToo() {
        assertThat(cause(new Assembly().li(A1, 0x0200_4000), 0, Op.LD)).isEqualTo(Cause.LOAD_ACCESS);
        assertThat(cause(new Assembly().li(A1, 0x0200_4000), 0, Op.LW)).isEqualTo(PASSED);
        assertThat(cause(new Assembly().li(A1, UART_SCRATCH), 3, Op.LBU)).isEqualTo(PASSED);
    }

    @Test
    void codeBesideTheEntryRuns() {
        Assembly code = new Assembly().ram(A1, 0x40);
        Board board = code.i(Op.SRLI, A0, A1, 2)
                .csr(Op.CSRRW, 0, Csr.PMPADDR0, A0)
                .i(Op.ADDI, A0, 0, NA4)
                .csr(Op.CSRRW, 0, Csr.PMPCFG0, A0)
                .i(Op.ADDI, A2, 0, 100)
                .i(Op.ADDI, A2, A2, -1)
                .branch(Op.BNE, A2, 0, -4)
                .plain(Op.EBREAK)
                .board(64);
        Exit exit = board.run(1000, StopPoints.NONE.stoppingAtCrash(true, List.of()));

        assertThat(((Exit.Crash) exit).cause()).isEqualTo(Cause.BREAKPOINT);
        assertThat(board.inspect().register(0, A2)).hasValue(0);
    }
}
