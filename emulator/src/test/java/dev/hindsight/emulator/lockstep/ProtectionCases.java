package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Assembly;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Op;
import java.util.List;

/** Sets the first PMP entries, and loads or stores as user or supervisor would. */
final class ProtectionCases implements Cases {
    private static final int MODES = 3 << 11;
    private static final int MPRV = 1 << 17;
    private static final int ENTRIES = 4;
    private static final long AREA = LoggingProgram.BASE + LoggingProgram.SCRATCH;
    private static final List<Op> ACCESSES = List.of(Op.LW, Op.LBU, Op.SW, Op.SH, Op.LH, Op.SB);

    @Override
    public void add(LoggingProgram to, Dice dice) {
        to.begin();
        for (int entry = 0; entry < ENTRIES; entry++) {
            to.operand(10, AREA + dice.below(64) * 4L >>> 2 | (1L << dice.below(5)) - 1);
            to.code().csr(Op.CSRRW, 0, Csr.PMPADDR0 + entry, 10);
        }
        to.operand(11, CsrCases.unlocked(dice.bits() & 0xffff_ffffL));
        to.code().csr(Op.CSRRW, 0, Csr.PMPCFG0, 11);
        Op op = dice.of(ACCESSES);
        int size = op == Op.LW || op == Op.SW ? 4 : 2;
        to.operand(12, MODES | MPRV).operand(13, MPRV | dice.below(2) << 11);
        to.operand(14, AREA + (dice.below(512) & -size)).operand(15, dice.integer());
        Assembly code = to.code();
        code.csr(Op.CSRRC, 0, Csr.MSTATUS, 12)
                .i(Op.AUIPC, TrapHandler.CONTINUATION, 0, 0)
                .i(Op.ADDI, TrapHandler.CONTINUATION, TrapHandler.CONTINUATION, 16)
                .csr(Op.CSRRS, 0, Csr.MSTATUS, 13)
                .op(op, 15, 14, 15, 0)
                .csr(Op.CSRRC, 0, Csr.MSTATUS, 12);
        to.log(15);
    }
}
