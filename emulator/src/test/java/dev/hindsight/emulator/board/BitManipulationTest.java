package dev.hindsight.emulator.board;

import static dev.hindsight.emulator.isa.Extension.ZBA;
import static dev.hindsight.emulator.isa.Extension.ZBB;
import static dev.hindsight.emulator.isa.Extension.ZBC;
import static dev.hindsight.emulator.isa.Extension.ZBS;
import static dev.hindsight.emulator.isa.Extension.ZICOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Runs every instruction of Zba, Zbb, Zbc, Zbs and Zicond against {@link SlowBits}. */
class BitManipulationTest {
    private static final Set<Extension> TESTED = Set.of(ZBA, ZBB, ZBC, ZBS, ZICOND);
    private static final long[] EDGES = {0, 1, 2, -1, -2, 0x7fff_ffff, 0x8000_0000L, 0xffff_ffffL, 1L << 63, ~(1L << 63)
    };
    private static final int RD = 10;
    private static final int RS1 = 11;
    private static final int RS2 = 12;

    static Stream<Arguments> instructions() {
        return Stream.of(32, 64)
                .flatMap(xlen -> Stream.of(Op.values())
                        .filter(op -> TESTED.contains(op.extension()) && op.existsIn(Isa.everything(xlen)))
                        .map(op -> Arguments.of(op, xlen)));
    }

    @ParameterizedTest(name = "{0} on RV{1}")
    @MethodSource("instructions")
    void computesWhatTheSpecificationSays(Op op, int xlen) {
        Random random = new Random(op.ordinal());
        for (int i = 0; i < 150; i++) {
            long a = operand(random, xlen);
            long b = operand(random, xlen);
            int shift = random.nextInt(op.format() == OperandFormat.SHIFTW ? 32 : xlen);
            boolean immediate = op.format() == OperandFormat.SHIFT || op.format() == OperandFormat.SHIFTW;
            long expected = SlowBits.result(op.mnemonic(), xlen, a, immediate ? shift : b);
            assertThat(run(op, xlen, a, b, immediate ? shift : 0))
                    .as("%s of 0x%x and 0x%x, %d", op.mnemonic(), a, b, shift)
                    .isEqualTo(expected);
        }
    }

    private static long run(Op op, int xlen, long a, long b, int imm) {
        Board board = new Board(new BoardConfig(Isa.everything(xlen), 1 << 12, 1_000_000_000, BoardConfig.RAM));
        Instruction instruction = new Instruction(op, RD, RS1, op.format() == OperandFormat.R ? RS2 : 0, imm, 4);
        board.load(BoardConfig.RAM, new Assembly().word(instruction.encode()).toBytes());
        board.deliver(new Input.WriteRegister(0, Inspector.PC, BoardConfig.RAM));
        board.deliver(new Input.WriteRegister(0, RS1, a));
        board.deliver(new Input.WriteRegister(0, RS2, b));
        board.run(1, StopPoints.NONE);
        assertThat(board.inspect().pc(0)).isEqualTo(BoardConfig.RAM + 4);
        return board.inspect().register(0, RD).orElseThrow();
    }

    /** Sign-extended from XLEN, as registers are. */
    private static long operand(Random random, int xlen) {
        long value = switch (random.nextInt(4)) {
            case 0 -> EDGES[random.nextInt(EDGES.length)];
            case 1 -> random.nextLong() & random.nextLong() & random.nextLong();
            case 2 -> random.nextInt(64);
            default -> random.nextLong();
        };
        return xlen == 64 ? value : (int) value;
    }
}
