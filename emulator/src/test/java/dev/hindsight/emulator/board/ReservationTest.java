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
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What ends a reservation: hart 0 reserves, something happens, and hart 0 tries SC. [Unpriv 2.2 §8.2, §14.1] */
class ReservationTest {
    private static final int RESERVED = 0x4010;
    private static final int FLAG = 0x5000;
    private static final long RAM = BoardConfig.RAM;

    private static final long ENTROPY = 0x1000_8000L;

    private static final int A0 = 10;
    private static final int TO_RESERVED = 8;
    private static final int TO_FLAG = 9;
    private static final StopPoints AT_CRASH = StopPoints.NONE.stoppingAtCrash(true, List.of());

    private static final UnaryOperator<Assembly> NOTHING = code -> code;

    /** Whether hart 0's SC succeeds though {@code other} runs on hart 1 in between, and {@code own} on itself. */
    private static boolean survives(boolean wide, UnaryOperator<Assembly> own, UnaryOperator<Assembly> other) {
        Board board = board(wide, 2, own, other);
        return succeeds(board);
    }

    private static boolean survives(UnaryOperator<Assembly> other) {
        boolean plain = survives(false, NOTHING, other);
        assertThat(sliced(board(false, 2, NOTHING, other))).as("in slices").isEqualTo(plain);
        return plain;
    }

    private static boolean succeeds(Board board) {
        assertThat(board.run(100_000, AT_CRASH)).isInstanceOf(Exit.Crash.class);
        return board.inspect().register(0, A0).orElseThrow() == 0;
    }

    /** The same, where the machine is put back and replayed every few steps: guards follow the harts' state. */
    private static boolean sliced(Board board) {
        Snapshot start = board.capture();
        Exit exit = board.run(board.steps() + 7, AT_CRASH);
        while (!(exit instanceof Exit.Crash)) {
            Snapshot here = board.capture();
            long hash = board.hash();
            board.restore(start);
            board.restore(here);
            assertThat(board.hash()).isEqualTo(hash);
            here.release();
            exit = board.run(board.steps() + 7, AT_CRASH);
        }
        start.release();
        return board.inspect().register(0, A0).orElseThrow() == 0;
    }

    private static Board board(boolean wide, int harts, UnaryOperator<Assembly> own, UnaryOperator<Assembly> other) {
        Assembly first =
                new Assembly().r(wide ? Op.LR_D : Op.LR_W, 6, TO_RESERVED, 0).i(Op.ADDI, 7, 0, 1);
        own.apply(first)
                .store(Op.SW, 7, TO_FLAG, 0)
                .i(Op.LW, 7, TO_FLAG, 0)
                .i(Op.ADDI, 7, 7, -2)
                .branch(Op.BNE, 7, 0, -8)
                .r(wide ? Op.SC_D : Op.SC_W, A0, TO_RESERVED, 7)
                .plain(Op.EBREAK);
        Assembly second =
                new Assembly().i(Op.LW, 7, TO_FLAG, 0).i(Op.ADDI, 7, 7, -1).branch(Op.BNE, 7, 0, -8);
        other.apply(second).i(Op.ADDI, 7, 0, 2).store(Op.SW, 7, TO_FLAG, 0).i(Op.JAL, 0, 0, 0);
        Assembly program = new Assembly()
                .csr(Op.CSRRS, 5, Csr.MHARTID, 0)
                .ram(TO_RESERVED, RESERVED)
                .ram(TO_FLAG, FLAG)
                .branch(Op.BNE, 5, 0, 4 + first.position())
                .bytes(first.toBytes())
                .bytes(second.toBytes());
        return Boards.virt(Isa.VIRT64, 1 << 20, program.toBytes(), harts);
    }

    @Test
    void anyWriteOfAnotherHartToItsBytesEndsIt() {
        assertThat(survives(code -> code.store(Op.SW, 0, TO_RESERVED, 0)))
                .as("the same value")
                .isFalse();
        assertThat(survives(code -> code.store(Op.SB, 0, TO_RESERVED, 3)))
                .as("one byte")
                .isFalse();
        assertThat(survives(code -> code.store(Op.SH, 0, TO_RESERVED, 1)))
                .as("misaligned")
                .isFalse();
        assertThat(survives(code -> code.store(Op.SD, 0, TO_RESERVED, -4)))
                .as("from before")
                .isFalse();
        assertThat(survives(code -> code.r(Op.AMOADD_W, 0, TO_RESERVED, 0)))
                .as("AMO")
                .isFalse();
        assertThat(survives(code -> code.r(Op.AMOOR_D, 0, TO_RESERVED, 0)))
                .as("a wider AMO")
                .isFalse();
        assertThat(survives(code -> code.r(Op.LR_W, 6, TO_RESERVED, 0).r(Op.SC_W, 7, TO_RESERVED, 0)))
                .as("SC")
                .isFalse();
        assertThat(survives(true, NOTHING, code -> code.store(Op.SW, 0, TO_RESERVED, 4)))
                .as("its upper half")
                .isFalse();
    }

    @Test
    void whatWritesNoneOfItsBytesLeavesIt() {
        assertThat(survives(NOTHING)).isTrue();
        assertThat(survives(code -> code.store(Op.SW, 0, TO_RESERVED, 4)))
                .as("behind it")
                .isTrue();
        assertThat(survives(code -> code.store(Op.SD, 0, TO_RESERVED, -8)))
                .as("before it")
                .isTrue();
        assertThat(survives(code -> code.i(Op.LW, 7, TO_RESERVED, 0)))
                .as("a load")
                .isTrue();
        assertThat(survives(code -> code.r(Op.SC_W, 7, TO_RESERVED, 0)))
                .as("an SC that fails")
                .isTrue();
        assertThat(survives(code -> code.r(Op.LR_W, 7, TO_RESERVED, 0)))
                .as("another's LR")
                .isTrue();
    }

    @Test
    void itsOwnStoresLeaveIt() {
        assertThat(survives(false, code -> code.store(Op.SW, 7, TO_RESERVED, 0), NOTHING))
                .isTrue();
        assertThat(survives(false, code -> code.r(Op.AMOADD_W, 0, TO_RESERVED, 7), NOTHING))
                .isTrue();
        assertThat(survives(false, code -> code.r(Op.SC_W, 0, TO_FLAG, 0), NOTHING))
                .as("its SC")
                .isFalse();
    }

    @Test
    void anUpdateOfAPageTableByAnotherHartEndsIt() {
        Board board = board(
                true,
                2,
                NOTHING,
                code -> code.csr(Op.CSRRS, 0, Csr.MSTATUS, 20)
                        .i(Op.LW, 7, TO_FLAG, 0)
                        .csr(Op.CSRRC, 0, Csr.MSTATUS, 20));
        long everything = RAM >>> 12 << 10 | 0x1f;
        board.deliver(new Input.WriteMemory(0, RAM + RESERVED, number(everything, 8)));
        set(board, 1, Inspector.CSR0 + Csr.SATP, 8L << 60 | RAM + RESERVED >>> 12);
        set(board, 1, Inspector.CSR0 + Csr.PMPADDR0, -1);
        set(board, 1, Inspector.CSR0 + Csr.PMPCFG0, 0x1f);
        set(board, 1, 20, 1 << 17);

        assertThat(succeeds(board)).isFalse();
        assertThat(ByteBuffer.wrap(board.inspect().read(0, RAM + RESERVED, 8))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .getLong())
                .as("accessed")
                .isEqualTo(everything | 0x40);
    }

    private static void set(Board board, int hart, int register, long value) {
        board.deliver(new Input.WriteRegister(hart, register, value));
    }

    private static Bytes number(long value, int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (value >>> 8 * i);
        }
        return Bytes.of(bytes);
    }

    /** The same with one hart and with two, of which the other does nothing. */
    private static boolean survivesOutside(Consumer<Board> outside) {
        boolean[] survived = new boolean[2];
        for (int harts = 1; harts <= 2; harts++) {
            Board board =
                    board(false, harts, NOTHING, code -> code.plain(Op.WFI).i(Op.JAL, 0, 0, -4));
            board.run(1000, AT_CRASH);
            outside.accept(board);
            board.deliver(new Input.WriteMemory(0, RAM + FLAG, number(2, 4)));
            survived[harts - 1] = succeeds(board);
        }
        assertThat(survived[1]).isEqualTo(survived[0]);
        return survived[0];
    }

    @Test
    void aDebuggersWriteEndsIt() {
        assertThat(survivesOutside(board -> {})).isTrue();
        assertThat(survivesOutside(board -> board.deliver(new Input.WriteMemory(0, RAM + RESERVED, number(0, 1)))))
                .isFalse();
        assertThat(survivesOutside(board -> board.deliver(new Input.WriteMemory(0, RAM + RESERVED - 8, number(0, 8)))))
                .isTrue();
    }

    @Test
    void aDevicesWriteEndsIt() {
        assertThat(survivesOutside(board -> takeEntropy(board, RAM + RESERVED - 4, 5)))
                .isFalse();
        assertThat(survivesOutside(board -> takeEntropy(board, RAM + RESERVED - 4, 4)))
                .isTrue();
    }

    /** Lets the entropy device fill a buffer, as a driver would. [Virtio 1.2 §4.2.2] */
    private static void takeEntropy(Board board, long buffer, int length) {
        long queue = RAM + 0x8000;
        board.deliver(new Input.WriteMemory(0, queue, number(buffer, 8)));
        board.deliver(new Input.WriteMemory(0, queue + 8, number(length | 2L << 32, 8)));
        board.deliver(new Input.WriteMemory(0, queue + 0x400 + 2, number(1, 2)));
        long[] writes = {
            0x70,
            3,
            0x24,
            1,
            0x20,
            1,
            0x70,
            11,
            0x30,
            0,
            0x38,
            8,
            0x80,
            queue,
            0x90,
            queue + 0x400,
            0xa0,
            queue + 0x800,
            0x44,
            1,
            0x70,
            15,
            0x50,
            0
        };
        for (int i = 0; i < writes.length; i += 2) {
            board.deliver(new Input.WriteDevice(ENTROPY + writes[i], number(writes[i + 1], 4)));
        }
        assertThat(board.inspect().read(0, queue + 0x800 + 2, 1)).as("served").containsExactly(1);
    }
}
