package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Exit;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.Snapshot;
import dev.hindsight.emulator.machine.StopPoints;
import dev.hindsight.emulator.machine.TimedInspector;
import dev.hindsight.emulator.state.StateException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoardTest {
    private static final long RAM = BoardConfig.RAM;
    private static final int BOOT = 6;
    private static final int A0 = 10;
    private static final int A1 = 11;
    private static final int A2 = 12;
    private static final StopPoints AT_CRASH = StopPoints.NONE.stoppingAtCrash(true, List.of());

    @Test
    void theBootRomJumpsToTheEntry() {
        Board board = nops().board(64);
        assertThat(board.inspect().pc(0)).isEqualTo(0x1000);
        board.run(BOOT, StopPoints.NONE);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM);
        assertThat(board.inspect().register(0, A0)).hasValue(0);
        byte[] tree = board.inspect().read(0, board.inspect().register(0, A1).orElseThrow(), 4);
        assertThat(tree).containsExactly(0xd0, 0x0d, 0xfe, 0xed);
    }

    @Test
    void theFinisherStopsBeforeTheStepThatEnds() {
        Board board = new Assembly()
                .li(A0, 0x100000)
                .li(A1, 7 << 16 | 0x3333)
                .store(Op.SW, A1, A0, 0)
                .board(32);
        assertThat(board.run(1000, StopPoints.NONE)).isEqualTo(new Exit.Halted(7));
        assertThat(board.steps()).isEqualTo(BOOT + 4);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 16);
        long hash = board.hash();
        assertThat(board.run(1000, StopPoints.NONE)).isEqualTo(new Exit.Halted(7));
        assertThat(board.hash()).isEqualTo(hash);
    }

    @Test
    void aTrapWithoutAHandlerIsACrashWhereAsked() {
        Board board = new Assembly().i(Op.LW, A0, 0, 0x12).board(64);
        Exit exit = board.run(1000, AT_CRASH);
        assertThat(exit).isInstanceOfSatisfying(Exit.Crash.class, crash -> {
            assertThat(crash.cause()).isEqualTo(5);
            assertThat(crash.tval()).isEqualTo(0x12);
            assertThat(crash.epc()).isEqualTo(RAM);
            assertThat(crash.text())
                    .isEqualTo("Load access fault at 0x12 (mcause 5) in hart 0; "
                            + "no trap handler is installed (mtvec = 0x0).");
        });
        assertThat(board.steps()).isEqualTo(BOOT);
        StopPoints passed = StopPoints.NONE.stoppingAtCrash(true, List.of(RAM));
        assertThat(board.run(1000, passed))
                .isInstanceOfSatisfying(
                        Exit.Crash.class, crash -> assertThat(crash.epc()).isZero());
    }

    @Test
    void aTrapAtTheHandlersFirstInstructionIsACrash() {
        Board board = new Assembly()
                .ram(5, 32)
                .csr(Op.CSRRW, 0, Csr.MTVEC, 5)
                .i(Op.JAL, 0, 0, 12)
                .word(0)
                .word(0)
                .word(-1)
                .board(64);
        assertThat(board.run(1000, AT_CRASH)).isInstanceOfSatisfying(Exit.Crash.class, crash -> {
            assertThat(crash.epc()).isEqualTo(RAM + 32);
            assertThat(crash.text()).contains("first instruction of the trap handler");
        });
    }

    @Test
    void withoutAskingATrapIsAStep() {
        Board board = new Assembly().plain(Op.ECALL).board(32);
        assertThat(board.run(BOOT + 1, StopPoints.NONE)).isEqualTo(new Exit.Limit(null));
        Inspector now = board.inspect();
        assertThat(now.pc(0)).isZero();
        assertThat(now.register(0, Inspector.CSR0 + Csr.MEPC)).hasValue((int) RAM);
        assertThat(now.register(0, Inspector.CSR0 + Csr.MCAUSE)).hasValue(11);
    }

    @Test
    void wfiSleepsUntilTheTimer() {
        Board board = timer(true).board(64);
        assertThat(board.run(40, StopPoints.NONE.stoppingWhenIdle(true))).isInstanceOf(Exit.Idle.class);
        long asleep = board.steps();
        long hash = board.hash();
        Exit again = board.run(40, StopPoints.NONE.stoppingWhenIdle(true));
        assertThat(again)
                .isInstanceOfSatisfying(
                        Exit.Idle.class,
                        idle -> assertThat(board.inspect().nanos() + idle.nanos())
                                .isEqualTo(100_000));
        assertThat(board.hash()).isEqualTo(hash);
        board.run(asleep + 1, StopPoints.NONE);
        assertThat(board.inspect().nanos()).isEqualTo(100_001);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 0x100);
        assertThat(board.inspect().register(0, Inspector.CSR0 + Csr.MCAUSE)).hasValue(1L << 63 | 7);
    }

    @Test
    void hostTimeThatPassedIsAnInput() {
        Board board = timer(true).board(64);
        Exit.Idle idle = (Exit.Idle) board.run(40, StopPoints.NONE.stoppingWhenIdle(true));
        board.deliver(new Input.Elapse(idle.nanos()));
        Board other = timer(true).board(64);
        other.run(board.steps() + 1, StopPoints.NONE);
        board.run(board.steps() + 1, StopPoints.NONE.stoppingWhenIdle(true));
        assertThat(board.hash()).isEqualTo(other.hash());
    }

    @Test
    void aBreakpointBehindWfiStopsBeforeTimeJumps() {
        Board board = timer(false).board(32);
        long behind = RAM + timer(false).position() - 4;
        Exit exit = board.run(1000, StopPoints.of(List.of(behind), List.of()));
        assertThat(exit).isInstanceOf(Exit.Breakpoint.class);
        assertThat(board.inspect().nanos()).isLessThan(100_000);
        Board other = timer(false).board(32);
        other.run(board.steps(), StopPoints.NONE);
        assertThat(board.hash()).isEqualTo(other.hash());
    }

    @Test
    void sleepThatNothingEndsIsIdleForEver() {
        Board board = new Assembly().plain(Op.WFI).i(Op.JAL, 0, 0, -4).board(32);
        assertThat(board.run(1000, StopPoints.NONE)).isEqualTo(new Exit.Idle(Exit.Idle.FOREVER));
        assertThat(board.steps()).isEqualTo(BOOT + 1);
    }

    @Test
    void theTimerInterruptsARunningLoopAtItsStep() {
        Board board = new Assembly()
                .ram(5, 0x100)
                .csr(Op.CSRRW, 0, Csr.MTVEC, 5)
                .li(A0, 0x2004000)
                .i(Op.ADDI, A1, 0, 10)
                .store(Op.SW, A1, A0, 0)
                .store(Op.SW, 0, A0, 4)
                .i(Op.ADDI, A2, 0, 0x80)
                .csr(Op.CSRRS, 0, Csr.MIE, A2)
                .op(Op.CSRRSI, 0, 8, 0, Csr.MSTATUS)
                .i(Op.JAL, 0, 0, 0)
                .board(64);
        board.run(1000, StopPoints.NONE);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 0x34);
        board.run(1001, StopPoints.NONE);
        assertThat(board.inspect().pc(0)).isEqualTo(RAM + 0x100);
        assertThat(board.inspect().register(0, Inspector.CSR0 + Csr.MEPC)).hasValue(RAM + 0x34);
    }

    @Test
    void countersCountStepsAndRetiredInstructions() {
        Board board = new Assembly().plain(Op.ECALL).board(64);
        board.deliver(new Input.WriteRegister(0, Inspector.CSR0 + Csr.MTVEC, RAM));
        board.run(BOOT + 5, StopPoints.NONE);
        assertThat(board.inspect().register(0, Inspector.CSR0 + Csr.MCYCLE)).hasValue(BOOT + 5);
        assertThat(board.inspect().register(0, Inspector.CSR0 + Csr.MINSTRET)).hasValue(BOOT);
        board.deliver(new Input.WriteRegister(0, Inspector.CSR0 + Csr.MCYCLE, 1000));
        assertThat(board.inspect().register(0, Inspector.CSR0 + Csr.MCYCLE)).hasValue(1000);
    }

    @Test
    void aDebuggerWritesRegistersAndMemory() {
        Board board = nops().board(32);
        board.deliver(new Input.WriteRegister(0, 0, 5));
        board.deliver(new Input.WriteRegister(0, A0, 0x8000_0000L));
        board.deliver(new Input.WriteRegister(0, Inspector.PC, RAM + 3));
        board.deliver(new Input.WriteRegister(0, Inspector.CSR0 + Csr.MSTATUS, -1));
        board.deliver(new Input.WriteRegister(0, Inspector.CSR0 + Csr.MISA, 0));
        Inspector now = board.inspect();
        assertThat(now.register(0, 0)).hasValue(0);
        assertThat(now.register(0, A0)).hasValue(Integer.MIN_VALUE);
        assertThat(now.pc(0)).isEqualTo(RAM + 2);
        assertThat(now.register(0, Inspector.CSR0 + Csr.MSTATUS)).hasValue(0x1888);
        assertThat(now.register(0, Inspector.CSR0 + Csr.MISA)).hasValue(0x4000_1105);
        assertThat(now.register(0, 33)).isEmpty();
        assertThat(now.register(0, Inspector.PRIV)).hasValue(3);
        assertThatThrownBy(() -> board.deliver(new Input.WriteMemory(0, 0, Bytes.of((byte) 1))))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void codeThatADebuggerWritesIsRun() {
        Board board = nops().board(64);
        board.run(BOOT + 3, StopPoints.NONE);
        board.deliver(new Input.WriteRegister(0, Inspector.PC, RAM));
        board.deliver(new Input.WriteMemory(
                0, RAM, Bytes.of(new Assembly().i(Op.ADDI, A0, 0, 5).toBytes())));
        board.run(board.steps() + 1, StopPoints.NONE);
        assertThat(board.inspect().register(0, A0)).hasValue(5);
    }

    @Test
    void everyRegisterThatIsToldCanBeRead() {
        for (int xlen : List.of(32, 64)) {
            Board board = nops().board(xlen);
            assertThat(board.info().registers())
                    .isSorted()
                    .doesNotHaveDuplicates()
                    .allMatch(number -> board.inspect().register(0, number).isPresent());
            assertThat(board.info().regions())
                    .extracting(region -> region.name())
                    .containsExactly(
                            "rom",
                            "finisher",
                            "rtc",
                            "clint",
                            "plic",
                            "uart",
                            "virtio0",
                            "virtio1",
                            "virtio2",
                            "virtio3",
                            "virtio4",
                            "virtio5",
                            "virtio6",
                            "virtio7",
                            "ram");
        }
    }

    @Test
    void readsEndWhereNothingAnswers() {
        Board board = nops().board(64);
        Inspector now = board.inspect();
        assertThat(now.read(0, RAM + (1 << 20) - 2, 8)).hasSize(2);
        assertThat(now.read(0, 0, 8)).isEmpty();
        assertThat(now.read(0, 0x1000, 4)).containsExactly(0x97, 2, 0, 0);
        assertThat(now.writable(0, RAM, 4)).isTrue();
        assertThat(now.writable(0, RAM + (1 << 20) - 2, 4)).isFalse();
        assertThat(now.writable(0, 0x1000_0000, 1)).isFalse();
    }

    @Test
    void aSnapshotIsReadWithoutMoving() {
        Board board = new Assembly()
                .ram(A0, 0x8000)
                .i(Op.ADDI, A1, A1, 1)
                .store(Op.SW, A1, A0, 0)
                .i(Op.JAL, 0, 0, -8)
                .board(64);
        board.run(100, StopPoints.NONE);
        byte[] memory = board.inspect().read(0, RAM + 0x8000, 4);
        Snapshot then = board.capture();
        board.run(500, StopPoints.NONE);
        TimedInspector past = board.inspect(then);
        assertThat(past.steps()).isEqualTo(100);
        assertThat(past.nanos()).isEqualTo(100);
        assertThat(past.read(0, RAM + 0x8000, 4)).isEqualTo(memory);
        assertThat(past.register(0, A1)).isNotEqualTo(board.inspect().register(0, A1));
        assertThat(board.steps()).isEqualTo(500);
    }

    @Test
    void releasedSnapshotsLeaveNothing() {
        Board board = timer(true).board(64);
        Snapshot first = board.capture();
        long held = board.retainedBytes();
        for (int i = 0; i < 50; i++) {
            board.run(board.steps() + 3, StopPoints.NONE);
            board.capture().release();
        }
        board.restore(first);
        assertThat(board.retainedBytes()).isEqualTo(held);
    }

    @Test
    void aStateThatCannotBeReadLeavesNothing() {
        Board board = timer(true).board(64);
        byte[] fields = board.write(board.capture(), (memory, number, source, from) -> {});
        long held = board.retainedBytes();
        byte[] page = new byte[Ram.PAGE];
        Arrays.fill(page, (byte) 1);
        assertThatThrownBy(() -> board.read(fields, pages -> {
                    for (int number = 0; number < 256; number++) {
                        page[0] = (byte) number;
                        pages.page(0, number, page, 0);
                    }
                    throw new StateException("A page of it is missing.");
                }))
                .isInstanceOf(StateException.class);
        assertThat(board.retainedBytes()).isEqualTo(held);
    }

    private static Assembly nops() {
        Assembly assembly = new Assembly();
        for (int i = 0; i < 100; i++) {
            assembly.i(Op.ADDI, 0, 0, 0);
        }
        return assembly;
    }

    /** Sets the timer to 100 microseconds, and sleeps; the last instruction is behind the WFI. */
    private static Assembly timer(boolean interrupts) {
        return new Assembly()
                .ram(5, 0x100)
                .csr(Op.CSRRW, 0, Csr.MTVEC, 5)
                .li(A0, 0x2004000)
                .li(A1, 1000)
                .store(Op.SW, A1, A0, 0)
                .store(Op.SW, 0, A0, 4)
                .i(Op.ADDI, A2, 0, 0x80)
                .csr(Op.CSRRS, 0, Csr.MIE, A2)
                .op(Op.CSRRSI, 0, interrupts ? 8 : 0, 0, Csr.MSTATUS)
                .plain(Op.WFI)
                .i(Op.JAL, 0, 0, 0);
    }
}
