package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.hart.Cause;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.emulator.machine.StopPoints;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Without compressed instructions, jumps go to multiples of 4. [Unpriv 2.2 §2.5] */
class AlignmentTest {
    private static final long RAM = BoardConfig.RAM;
    private static final int BOOT_STEPS = 6;

    @ParameterizedTest
    @CsvSource({"BEQ,true", "BNE,false", "BLT,false", "BGE,true", "BLTU,false", "BGEU,true"})
    void aBranchTrapsOnlyIfItIsTaken(Op branch, boolean taken) {
        Board board = board(new Assembly().branch(branch, 0, 0, 6));
        board.run(BOOT_STEPS + 1, StopPoints.NONE);
        assertThat(csr(board, Csr.MTVAL)).isEqualTo(taken ? RAM + 6 : 0);
        assertThat(csr(board, Csr.MEPC)).isEqualTo(taken ? RAM : 0);
        assertThat(board.inspect().pc(0)).isEqualTo(taken ? 0 : RAM + 4);
    }

    @Test
    void aJumpLeavesItsLinkAlone() {
        Board board = board(new Assembly().i(Op.JAL, 1, 0, 10));
        board.run(BOOT_STEPS + 1, StopPoints.NONE);
        assertThat(csr(board, Csr.MCAUSE)).isEqualTo(Cause.INSTRUCTION_MISALIGNED);
        assertThat(csr(board, Csr.MTVAL)).isEqualTo(RAM + 10);
        assertThat(board.inspect().register(0, 1)).hasValue(0);
    }

    @Test
    void aJumpToARegisterTrapsWhereItIsMade() {
        Board board = board(new Assembly().i(Op.AUIPC, 5, 0, 0).i(Op.JALR, 5, 5, 7));
        board.run(BOOT_STEPS + 2, StopPoints.NONE);
        assertThat(csr(board, Csr.MTVAL)).isEqualTo(RAM + 6);
        assertThat(csr(board, Csr.MEPC)).isEqualTo(RAM + 4);
        assertThat(board.inspect().register(0, 5)).hasValue(RAM);
    }

    private static Board board(Assembly program) {
        return Boards.virt(Isa.parse("rv64ima_zicsr"), 1 << 20, program.toBytes());
    }

    private static long csr(Board board, int address) {
        return board.inspect().register(0, Inspector.CSR0 + address).orElseThrow();
    }
}
