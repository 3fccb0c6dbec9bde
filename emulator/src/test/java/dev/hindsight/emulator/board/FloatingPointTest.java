package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Instructions of F, D and Zfh: what they need, what they change besides their result, and that short cuts agree. */
class FloatingPointTest {
    private static final int RAM = 0x8000_0000;
    private static final long CODE = RAM & 0xffff_ffffL;
    private static final long DATA = CODE + 0x8000;
    private static final long INITIAL = 1 << 13;
    private static final long CLEAN = 2 << 13;
    private static final long DIRTY = 3 << 13;
    private static final int INEXACT = 1;
    private static final int DYNAMIC = 7;
    private static final int FROM_MEMORY = 10;
    private static final List<Op> OPS = Arrays.stream(Op.values())
            .filter(op -> op.extension() == Extension.F
                    || op.extension() == Extension.D
                    || op.extension() == Extension.ZFH
                    || op.extension() == Extension.ZFHMIN)
            .toList();

    private Board board;

    @BeforeEach
    void aMachineWithFloatingPointAndHalfPrecision() {
        board = Boards.virt(Isa.VIRT64.with(Extension.ZFH), 1 << 20, new byte[4]);
        while (pc() != CODE) {
            board.run(board.steps() + 1, StopPoints.NONE);
        }
    }

    @Test
    void everyInstructionAndCsrIsIllegalWhileOff() {
        for (Op op : OPS) {
            setCsr(Csr.MSTATUS, 0);
            execute(op, 0);
            assertThat(csr(Csr.MCAUSE)).as(op.mnemonic()).isEqualTo(Cause.ILLEGAL_INSTRUCTION);
            assertThat(csr(Csr.MTVAL)).isEqualTo(encoded(op, 0) & 0xffff_ffffL);
            setCsr(Csr.MCAUSE, 0);
            setCsr(Csr.MSTATUS, INITIAL);
            execute(op, 0);
            assertThat(csr(Csr.MCAUSE)).as(op.mnemonic()).isZero();
        }
        for (int csr : new int[] {Csr.FFLAGS, Csr.FRM, Csr.FCSR}) {
            setCsr(Csr.MSTATUS, 0);
            run(new Instruction(Op.CSRRS, 1, 0, 0, csr, 4).encode());
            assertThat(csr(Csr.MCAUSE)).isEqualTo(Cause.ILLEGAL_INSTRUCTION);
            setCsr(Csr.MCAUSE, 0);
        }
    }

    @Test
    void whatWritesARegisterMakesTheStateDirty() {
        for (Op op : OPS) {
            boolean writes = op.format().writesFloat();
            setCsr(Csr.FFLAGS, 31);
            setCsr(Csr.MSTATUS, CLEAN);
            execute(op, 0);
            assertThat(csr(Csr.MSTATUS) & DIRTY).as(op.mnemonic()).isEqualTo(writes ? DIRTY : CLEAN);
            assertThat(csr(Csr.MSTATUS) < 0).isEqualTo(writes);
        }
    }

    @Test
    void whatRaisesAFlagMakesTheStateDirty() {
        setCsr(Csr.MSTATUS, CLEAN);
        setFloat(1, Double.NaN);
        execute(Op.FLT_D, 0);
        assertThat(csr(Csr.FFLAGS)).isEqualTo(16);
        assertThat(csr(Csr.MSTATUS) & DIRTY).isEqualTo(DIRTY);
    }

    @Test
    void aRoundingModeThatDoesNotExistIsIllegal() {
        setCsr(Csr.MSTATUS, INITIAL);
        for (Op op : OPS) {
            if (op.format().rounds()) {
                setCsr(Csr.FRM, 0);
                expectIllegal(op, 5);
                expectIllegal(op, 6);
                setCsr(Csr.FRM, 5);
                expectIllegal(op, DYNAMIC);
                execute(op, 2);
                assertThat(csr(Csr.MCAUSE)).isZero();
            }
        }
    }

    @Test
    void theControlRegisterIsBothOfTheOthers() {
        setCsr(Csr.MSTATUS, INITIAL);
        setCsr(Csr.FCSR, -1);
        assertThat(csr(Csr.FCSR)).isEqualTo(0xff);
        assertThat(csr(Csr.FRM)).isEqualTo(7);
        assertThat(csr(Csr.FFLAGS)).isEqualTo(31);
        setCsr(Csr.FRM, 2);
        setCsr(Csr.FFLAGS, 8);
        assertThat(csr(Csr.FCSR)).isEqualTo(0x48);
    }

    /** With the inexact flag set, results come from the host's arithmetic. */
    @Test
    void shortCutsGiveTheSameResultsAndFlags() {
        Random random = new Random(1);
        for (Op op : OPS) {
            for (int i = 0; i < 600; i++) {
                long[] operands = {operand(random), operand(random), operand(random)};
                int rounding = random.nextInt(4) == 0 ? 1 : DYNAMIC;
                if (op == Op.FCVT_D_W) {
                    rounding = random.nextInt(2);
                }
                Result exact = result(op, operands, rounding, 0);
                Result fast = result(op, operands, rounding, INEXACT);
                assertThat(fast)
                        .as("%s of %x %x %x", op, operands[0], operands[1], operands[2])
                        .isEqualTo(new Result(exact.number, exact.integer, exact.flags | INEXACT));
            }
        }
    }

    @Test
    void fourKindsOfMultiplyAddDifferInTheirSigns() {
        assertThat(fused(Op.FMADD_D)).isEqualTo(2.0 * 3 + 5);
        assertThat(fused(Op.FMSUB_D)).isEqualTo(2.0 * 3 - 5);
        assertThat(fused(Op.FNMSUB_D)).isEqualTo(-(2.0 * 3) + 5);
        assertThat(fused(Op.FNMADD_D)).isEqualTo(-(2.0 * 3) - 5);
    }

    @Test
    void anUnboxedSingleIsANumberOnlyForAMove() {
        setCsr(Csr.MSTATUS, DIRTY);
        setRegister(Inspector.F0 + 1, 0x3f80_0000);
        execute(Op.FMV_X_W, 0);
        assertThat(register(3)).isEqualTo(0x3f80_0000);
        execute(Op.FCLASS_S, 0);
        assertThat(register(3)).isEqualTo(1 << 9);
        execute(Op.FSGNJ_S, 0);
        assertThat(register(Inspector.F0 + 3)).isEqualTo(0xffff_ffff_7fc0_0000L);
    }

    @Test
    void aDebuggerWritesRegistersAsWideAsTheyAre() {
        Board narrow = Boards.virt(Isa.parse("rv32imafc"), 1 << 20, new byte[4]);
        narrow.deliver(new Input.WriteRegister(0, Inspector.F0 + 4, 0xbf80_0000));
        assertThat(narrow.inspect().register(0, Inspector.F0 + 4)).hasValue(0xbf80_0000L);
        Board wide = Boards.virt(Isa.parse("rv32imafdc"), 1 << 20, new byte[4]);
        wide.deliver(new Input.WriteRegister(0, Inspector.F0 + 4, 0x3ff0_0000_0000_0001L));
        assertThat(wide.inspect().register(0, Inspector.F0 + 4)).hasValue(0x3ff0_0000_0000_0001L);
        Board none = Boards.virt(Isa.parse("rv32imac"), 1 << 20, new byte[4]);
        assertThat(none.inspect().register(0, Inspector.F0 + 4)).isEmpty();
        assertThat(none.inspect().register(0, Inspector.CSR0 + Csr.FCSR)).isEmpty();
    }

    private record Result(long number, long integer, long flags) {}

    private Result result(Op op, long[] operands, int rounding, int flags) {
        setCsr(Csr.MSTATUS, DIRTY);
        setCsr(Csr.FCSR, flags);
        setRegister(3, 0);
        setRegister(Inspector.F0 + 3, 0);
        for (int i = 0; i < 3; i++) {
            setRegister(Inspector.F0 + i, operands[i]);
        }
        if (op.format().writesFloat()) {
            setRegister(1, operands[0]);
        }
        execute(op, rounding);
        assertThat(csr(Csr.MCAUSE)).isZero();
        return new Result(register(Inspector.F0 + 3), register(3), csr(Csr.FFLAGS));
    }

    /** Numbers of both widths, some of them special. */
    private static long operand(Random random) {
        long bits = switch (random.nextInt(6)) {
            case 0 -> random.nextLong();
            case 1 -> Double.doubleToRawLongBits(random.nextInt(64) - 32);
            case 2 -> Double.doubleToRawLongBits(random.nextGaussian());
            case 3 -> (random.nextInt(0x7ff) * 0x0010_0000_0000_0000L) ^ random.nextInt(2);
            case 4 -> 0x7ff0_0000_0000_0000L | (long) random.nextInt(3) << 51 | random.nextInt(2);
            default -> Float.floatToRawIntBits((float) random.nextGaussian()) | 0xffff_ffff_0000_0000L;
        };
        return random.nextBoolean() ? bits : bits ^ Long.MIN_VALUE;
    }

    private double fused(Op op) {
        setCsr(Csr.MSTATUS, DIRTY);
        setFloat(1, 2);
        setFloat(2, 3);
        setFloat(0, 5);
        execute(op, DYNAMIC);
        return Double.longBitsToDouble(register(Inspector.F0 + 3));
    }

    private void expectIllegal(Op op, int rounding) {
        execute(op, rounding);
        assertThat(csr(Csr.MCAUSE)).as(op.mnemonic()).isEqualTo(Cause.ILLEGAL_INSTRUCTION);
        setCsr(Csr.MCAUSE, 0);
    }

    private static int encoded(Op op, int rounding) {
        return switch (op.format()) {
            case FLOAD -> new Instruction(op, 3, FROM_MEMORY, 0, 0, 4).encode();
            case FSTORE -> new Instruction(op, 0, FROM_MEMORY, 1, 0, 4).encode();
            default -> new Instruction(op, 3, 1, 2, op.format().rounds() ? rounding : 0, 4).encode();
        };
    }

    /** x3 or f3 = x1 or f1, f2, f0. */
    private void execute(Op op, int rounding) {
        setRegister(FROM_MEMORY, DATA);
        run(encoded(op, rounding));
    }

    private void run(int bits) {
        byte[] bytes = ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(bits)
                .array();
        board.deliver(new Input.WriteMemory(0, CODE, Bytes.of(bytes)));
        setRegister(Inspector.PC, CODE);
        board.run(board.steps() + 1, StopPoints.NONE);
    }

    private long pc() {
        return board.inspect().pc(0);
    }

    private void setFloat(int number, double value) {
        setRegister(Inspector.F0 + number, Double.doubleToRawLongBits(value));
    }

    private long csr(int address) {
        return register(Inspector.CSR0 + address);
    }

    private void setCsr(int address, long value) {
        setRegister(Inspector.CSR0 + address, value);
    }

    private long register(int number) {
        return board.inspect().register(0, number).orElseThrow();
    }

    private void setRegister(int number, long value) {
        board.deliver(new Input.WriteRegister(0, number, value));
    }
}
