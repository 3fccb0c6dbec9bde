package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the machine stands before a step that it does not make, it is as it was before it tried. */
class UnmadeStepTest {
    private static final long RAM = BoardConfig.RAM;
    private static final long ROOT = RAM + 0x1000;
    private static final long LEAVES = RAM + 0x3000;
    private static final long CODE = RAM + 0x4000;
    private static final long FINISHER = 0x10_0000;
    private static final int BOOT_STEPS = 6;
    private static final int DATA = 0x7;
    private static final int EXECUTABLE = 0xb;
    private static final int ACCESSED = 0x40;
    private static final int PAUSE = 0x0100000f;
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int SUPERVISOR = 1;
    private static final int MACHINE = 3;
    private static final StopPoints STOPS =
            StopPoints.NONE.stoppingBeforeEbreak(true).stoppingAtCrash(true, List.of());

    private Board board = new Board(new BoardConfig(Isa.VIRT64, 1 << 20, 1_000_000_000, RAM));

    /** In supervisor mode at virtual address 0, which is CODE; the next page is {@code frame}. */
    private void start(Assembly code, long codeBits, long frame) {
        board.load(CODE, code.toBytes());
        write(ROOT, RAM + 0x2000 >> 2 | 1);
        write(RAM + 0x2000, LEAVES >> 2 | 1);
        write(LEAVES, CODE >> 2 | codeBits);
        write(LEAVES + 8, frame >> 2 | DATA);
        board.run(BOOT_STEPS, StopPoints.NONE);
        csr(Csr.PMPADDR0, -1);
        csr(Csr.PMPCFG0, 0x1f);
        csr(Csr.SATP, 8L << 60 | ROOT >> 12);
        csr(Csr.MTVEC, 0);
        register(A0, 0x1000);
        register(A1, 0x5555);
        register(Inspector.PRIV, SUPERVISOR);
        register(Inspector.PC, 0);
    }

    private void isAsBefore(Class<? extends Exit> expected) {
        long before = board.hash();
        assertThat(board.run(BOOT_STEPS + 100, STOPS)).isInstanceOf(expected);
        assertThat(board.steps()).isEqualTo(BOOT_STEPS);
        assertThat(board.hash()).isEqualTo(before);
    }

    @Test
    void beforeTheStoreThatEndsTheGuest() {
        start(new Assembly().store(Op.SW, A1, A0, 0), EXECUTABLE | ACCESSED, FINISHER);
        isAsBefore(Exit.Halted.class);
    }

    @Test
    void beforeAnAmoThatEndsTheGuest() {
        start(new Assembly().r(Op.AMOSWAP_W, A1, A0, A1), EXECUTABLE | ACCESSED, FINISHER);
        isAsBefore(Exit.Halted.class);
    }

    @Test
    void beforeACrashOfAStore() {
        start(new Assembly().store(Op.SW, A1, A0, 0), EXECUTABLE | ACCESSED, 0x7000_0000);
        isAsBefore(Exit.Crash.class);
    }

    @Test
    void beforeAnEbreak() {
        start(new Assembly().plain(Op.EBREAK), EXECUTABLE, FINISHER);
        isAsBefore(Exit.Breakpoint.class);
    }

    @Test
    void beforeACrashOfAnIllegalInstruction() {
        start(new Assembly().word(0), EXECUTABLE, FINISHER);
        isAsBefore(Exit.Crash.class);
    }

    /** What the walk has written ended a reservation that another hart holds: it is there again. */
    @Test
    void beforeTheStoreThatEndsTheGuestWhereAnotherHartHadReservedThePageTable() {
        Assembly program = new Assembly().word(PAUSE).store(Op.SW, A1, A0, 0);
        Assembly other = new Assembly().r(Op.LR_D, 5, A0, 0).word(PAUSE);
        board = Boards.virt(Isa.VIRT64, 1 << 20, new byte[0], 2);
        board.load(CODE + 0x100, other.toBytes());
        start(program, EXECUTABLE | ACCESSED, FINISHER);
        board.deliver(new Input.WriteRegister(1, Inspector.PC, CODE + 0x100));
        board.deliver(new Input.WriteRegister(1, A0, LEAVES + 8));
        board.run(BOOT_STEPS + 3, StopPoints.NONE);
        long before = board.hash();
        assertThat(board.run(BOOT_STEPS + 100, STOPS)).isInstanceOf(Exit.Halted.class);
        assertThat(board.steps()).isEqualTo(BOOT_STEPS + 3);
        assertThat(board.hash()).isEqualTo(before);
    }

    /** A call waits for the console, an interrupt comes, and its handler cannot be fetched. */
    @Test
    void beforeACrashOfAnInterruptThatGuestTimeHadToJumpTo() {
        long[] hashes = new long[2];
        for (int i = 0; i < 2; i++) {
            board = new Assembly()
                    .li(A0, 0x200_4000)
                    .li(A1, 100_000)
                    .store(Op.SD, A1, A0, 0)
                    .i(Op.ADDI, A0, 0, 0x80)
                    .csr(Op.CSRRW, 0, Csr.MIE, A0)
                    .csr(Op.CSRRSI, 0, Csr.MSTATUS, 8)
                    .i(Op.ADDI, A0, 0, 7)
                    .word(0x01f01013)
                    .plain(Op.EBREAK)
                    .word(0x40705013)
                    .board(64);
            int most = i == 0 ? 1 : 100;
            Exit exit = board.run(most, STOPS);
            while (exit instanceof Exit.Limit) {
                exit = board.run(board.steps() + most, STOPS);
            }
            assertThat(exit).isInstanceOf(Exit.Crash.class);
            hashes[i] = board.hash();
        }
        assertThat(hashes[1]).isEqualTo(hashes[0]);
    }

    /** Only then: where history was changed, nothing of another one comes back. */
    @Test
    void whatAnEarlierRunWroteIsNotUndone() {
        start(new Assembly().store(Op.SW, A1, A0, 0), EXECUTABLE | ACCESSED, RAM + 0x5000);
        Snapshot snapshot = board.capture();
        board.run(BOOT_STEPS + 1, StopPoints.NONE);
        board.restore(snapshot);
        register(Inspector.PRIV, MACHINE);
        write(LEAVES + 8, 0);
        register(Inspector.PRIV, SUPERVISOR);
        long before = board.hash();
        assertThat(board.run(BOOT_STEPS + 1, StopPoints.NONE.withBreakpoints(List.of(0L))))
                .isInstanceOf(Exit.Breakpoint.class);
        assertThat(board.hash()).isEqualTo(before);
        snapshot.release();
    }

    private void write(long address, long value) {
        ByteBuffer bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
        board.deliver(new Input.WriteMemory(0, address, Bytes.of(bytes.array())));
    }

    private void csr(int number, long value) {
        register(Inspector.CSR0 + number, value);
    }

    private void register(int number, long value) {
        board.deliver(new Input.WriteRegister(0, number, value));
    }
}
