package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Assembly;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.List;
import java.util.stream.Stream;

/** Enters a mode with some status and delegation, and tries there what needs a privilege. */
final class PrivilegeCases implements Cases {
    private static final int MODE_SHIFT = 11;
    private static final int MACHINE = 3;
    private static final int TIMEOUT_WAIT = 1 << 21;
    /** SIE, MPIE, SPIE, SPP, SUM, MXR, TVM, TW, TSR. */
    private static final int STATUS = 1 << 1 | 1 << 5 | 1 << 7 | 1 << 8 | 1 << 18 | 1 << 19 | 7 << 20;
    /** MIE, MPRV. */
    private static final int NEVER = 1 << 3 | 1 << 17;
    /** A call from supervisor mode must reach machine mode. */
    private static final int DELEGABLE = ~(1 << 9);

    private static final List<Op> CSR_OPS = Stream.of(Op.values())
            .filter(op -> op.format() == OperandFormat.CSR || op.format() == OperandFormat.CSRI)
            .toList();
    private static final List<Op> PLAIN =
            List.of(Op.SRET, Op.MRET, Op.ECALL, Op.EBREAK, Op.SFENCE_VMA, Op.FENCE_I, Op.WFI);

    private final List<Csr> known;

    PrivilegeCases(Isa isa) {
        known = Csr.all(isa);
    }

    @Override
    public void add(LoggingProgram to, Dice dice) {
        int mode = dice.of(List.of(0, 1, MACHINE));
        boolean touchesCsr = mode != MACHINE && dice.oneIn(2);
        Op op = dice.of(touchesCsr ? CSR_OPS : PLAIN);
        boolean sleeps = op == Op.WFI;
        if (sleeps && mode == MACHINE) {
            return;
        }
        int status = dice.bits() & STATUS | mode << MODE_SHIFT | (sleeps ? TIMEOUT_WAIT : 0);
        to.begin().operand(10, NEVER | STATUS | MACHINE << MODE_SHIFT).operand(11, status);
        to.operand(12, dice.bits() & DELEGABLE).operand(13, dice.integer());
        to.operand(14, dice.bits() & 0x7fff_ffff).operand(15, dice.bits() & 0x7fff_ffff);
        Assembly code = to.code();
        code.csr(Op.CSRRC, 0, Csr.MSTATUS, 10).csr(Op.CSRRS, 0, Csr.MSTATUS, 11);
        code.csr(Op.CSRRW, 0, Csr.MEDELEG, 12).csr(Op.CSRRW, 0, Csr.MIDELEG, 13);
        code.csr(Op.CSRRW, 0, Csr.MCOUNTEREN, 14).csr(Op.CSRRW, 0, Csr.SCOUNTEREN, 15);
        code.csr(Op.CSRRW, 0, Csr.STVEC, LoggingProgram.SUPERVISOR_HANDLER).csr(Op.CSRRW, 0, Csr.MIE, 0);
        Assembly body = body(op, touchesCsr, to, dice);
        int enter = 8 * 4;
        code.i(Op.AUIPC, 10, 0, 0)
                .i(Op.ADDI, TrapHandler.CONTINUATION, 10, enter + body.position())
                .i(Op.ADDI, 11, 10, enter + body.position() - 4)
                .csr(Op.CSRRW, 0, Csr.SEPC, 11)
                .i(Op.ADDI, 11, 10, enter)
                .csr(Op.CSRRW, 0, Csr.MEPC, 11)
                .i(Op.ADDI, 11, 0, 1 + dice.below(31))
                .plain(Op.MRET)
                .bytes(body.toBytes());
        to.log(12);
    }

    /** What is tried, and a call that leaves; SRET goes to that call. */
    private Assembly body(Op op, boolean touchesCsr, LoggingProgram to, Dice dice) {
        Assembly body = new Assembly();
        if (touchesCsr) {
            int csr = dice.oneIn(3) ? dice.below(4096) : dice.of(known).address();
            boolean shows = csr >>> 8 != 0xc && csr >>> 8 != 0xb;
            boolean writes = csr != Csr.SATP && csr != Csr.SENVCFG && shows && dice.oneIn(2);
            body.op(op, shows ? 12 : 0, writes ? 11 : 0, 0, csr);
        } else if (op == Op.SFENCE_VMA) {
            body.op(op, 0, dice.below(2), dice.below(2), 0);
        } else {
            body.plain(op);
        }
        return body.plain(Op.ECALL);
    }
}
