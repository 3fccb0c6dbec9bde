package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.Register;
import dev.hindsight.emulator.machine.Input;
import dev.hindsight.emulator.machine.StopPoints;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On RV32 a link from the middle of the address space is sign-extended as every register is. */
class LinkTest {
    private static final long RAM = BoardConfig.RAM;
    private static final int BOOT_STEPS = 6;
    private static final int TABLES = 0x1000;
    /** The last page below 0x80000000, in steps of 4 MiB and of 4 KiB. */
    private static final int ROOT_INDEX = 0x1ff;

    private static final int LEAF_INDEX = 0x3ff;
    private static final int CODE = 0x3000;
    private static final int EXECUTABLE = 0xcf;
    private static final int SUPERVISOR = 1 << 11;

    @ParameterizedTest
    @EnumSource(
            value = Op.class,
            names = {"JAL", "JALR"})
    void isSignExtended(Op op) {
        Board board = new Board(new BoardConfig(Isa.VIRT32, 1 << 20, 1_000_000_000, RAM));
        board.load(RAM, enter().toBytes());
        int tables = (int) (RAM >> 2);
        board.load(
                RAM + TABLES + 4 * ROOT_INDEX,
                new Assembly().word(tables + 0x2000 / 4 | 1).toBytes());
        board.load(
                RAM + 0x2000 + 4 * LEAF_INDEX,
                new Assembly().word(tables + CODE / 4 | EXECUTABLE).toBytes());
        board.load(RAM + CODE + 0xffc, new Assembly().i(op, 1, 0, 0).toBytes());
        board.run(BOOT_STEPS, StopPoints.NONE);
        board.deliver(new Input.WriteRegister(0, 10, 0x8008_0001));
        board.deliver(new Input.WriteRegister(0, 11, 0x7fff_fffc));
        board.deliver(new Input.WriteRegister(0, 12, SUPERVISOR));
        board.deliver(new Input.WriteRegister(0, 13, -1));
        board.deliver(new Input.WriteRegister(0, 14, 0x1f));
        board.run(BOOT_STEPS + 7, StopPoints.NONE);
        assertThat(board.inspect().register(0, Register.RA.gdb())).hasValue((int) 0x8000_0000);
    }

    private static Assembly enter() {
        return new Assembly()
                .csr(Op.CSRRW, 0, Csr.PMPADDR0, 13)
                .csr(Op.CSRRW, 0, Csr.PMPCFG0, 14)
                .csr(Op.CSRRW, 0, Csr.SATP, 10)
                .csr(Op.CSRRW, 0, Csr.MEPC, 11)
                .csr(Op.CSRRS, 0, Csr.MSTATUS, 12)
                .plain(Op.MRET);
    }
}
