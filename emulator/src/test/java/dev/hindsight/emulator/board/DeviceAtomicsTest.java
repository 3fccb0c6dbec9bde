package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.AccessKind;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Hit;
import dev.hindsight.emulator.machine.Output;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.Watch;
import java.util.List;
import org.junit.jupiter.api.Test;

/** AMOs on registers of devices, as RIOT and Rust's HALs use them. */
class DeviceAtomicsTest {
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A2 = 12;
    private static final int PLIC_ENABLE = 0x0c00_2000;
    private static final int UART = 0x1000_0000;
    private static final int FINISHER = 0x10_0000;
    private static final StopPoints AT_CRASH = StopPoints.NONE.stoppingAtCrash(true, List.of());

    private static Board board(int xlen, int address, int operand, Op... ops) {
        Assembly code = new Assembly().li(A0, address).li(A1, operand);
        for (Op op : ops) {
            code.r(op, A2, A0, A1);
        }
        return Boards.virt(
                xlen == 64 ? Isa.VIRT64 : Isa.VIRT32,
                1 << 20,
                code.plain(Op.EBREAK).toBytes());
    }

    private static int cause(Board board) {
        return (int) ((Exit.Crash) board.run(1000, AT_CRASH)).cause();
    }

    @Test
    void itReadsAndWritesInOneStep() {
        for (int xlen : new int[] {32, 64}) {
            Board board = board(xlen, PLIC_ENABLE, 6, Op.AMOOR_W, Op.AMOADD_W, Op.AMOXOR_W);
            assertThat(cause(board)).isEqualTo(Cause.BREAKPOINT);
            assertThat(board.inspect().read(0, PLIC_ENABLE, 1)).containsExactly(12 ^ 6);
            assertThat(board.inspect().register(0, A2)).hasValue(12);
        }
    }

    @Test
    void theOldValueIsSignExtended() {
        Board board = board(64, PLIC_ENABLE, -1, Op.AMOSWAP_W, Op.AMOAND_W);
        assertThat(cause(board)).isEqualTo(Cause.BREAKPOINT);
        assertThat(board.inspect().register(0, A2)).hasValue(-1);
    }

    @Test
    void whatNoLoadOrStoreOfItsWidthDoesIsAnAccessFaultOfAStore() {
        assertThat(cause(board(64, PLIC_ENABLE, 1, Op.AMOOR_D))).isEqualTo(Cause.STORE_ACCESS);
        assertThat(cause(board(64, 0x1000, 1, Op.AMOOR_W))).as("a ROM").isEqualTo(Cause.STORE_ACCESS);
        assertThat(cause(board(64, 0x3000_0000, 1, Op.AMOOR_W))).as("nothing").isEqualTo(Cause.STORE_ACCESS);
        assertThat(cause(board(64, PLIC_ENABLE + 2, 1, Op.AMOOR_W))).isEqualTo(Cause.STORE_MISALIGNED);
    }

    @Test
    void aDeviceCannotBeReserved() {
        assertThat(cause(board(64, PLIC_ENABLE, 1, Op.LR_W))).isEqualTo(Cause.LOAD_ACCESS);
        assertThat(cause(board(64, PLIC_ENABLE, 1, Op.SC_W))).isEqualTo(Cause.STORE_ACCESS);
    }

    @Test
    void itSendsAndEndsAsAStoreDoes() {
        Board sends = board(64, UART, 'x', Op.AMOSWAP_W);
        assertThat(cause(sends)).isEqualTo(Cause.BREAKPOINT);
        assertThat(sends.drain()).extracting(Output::value).containsExactly((byte) 'x');
        Board ends = board(64, FINISHER, 0x5555, Op.AMOSWAP_W);
        assertThat(ends.run(1000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        long before = ends.hash();
        assertThat(ends.run(1000, StopPoints.NONE)).isEqualTo(new Exit.Halted(0));
        assertThat(ends.hash()).isEqualTo(before);
    }

    @Test
    void aWatchSeesBothAccesses() {
        Board board = board(64, PLIC_ENABLE, 1, Op.AMOOR_W);
        StopPoints stops = StopPoints.of(List.of(), List.of(new Watch(PLIC_ENABLE, 4, true, true)));
        assertThat(((Exit.Access) board.run(1000, stops)).hit().accesses())
                .containsExactly(
                        new Hit.Access(AccessKind.READ, PLIC_ENABLE, 4),
                        new Hit.Access(AccessKind.WRITE, PLIC_ENABLE, 4));
    }
}
