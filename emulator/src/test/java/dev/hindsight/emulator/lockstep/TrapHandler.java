package dev.hindsight.emulator.lockstep;

import dev.hindsight.emulator.board.Assembly;
import dev.hindsight.emulator.isa.Csr;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;

/** Writes handlers that log a trap: four words, cause, tval, status and epc. x5 walks through the log, x6 is scratch. */
final class TrapHandler {
    /** Where a handler that leaves goes on. */
    static final int CONTINUATION = 8;

    private static final int LOG_POINTER = 5;
    private static final int MPP = 0x1800;

    private final Isa isa;
    private final Assembly code = new Assembly();

    private TrapHandler(Isa isa) {
        this.isa = isa;
    }

    /** In machine mode: goes on behind the instruction that trapped. */
    static byte[] skipping(Isa isa) {
        // QEMU's mstatus has fields of modes that are off.
        int status = isa.has(Extension.S) ? Csr.MSTATUS : Csr.MSCRATCH;
        TrapHandler handler = new TrapHandler(isa).log(Csr.MCAUSE, Csr.MTVAL, status, Csr.MEPC);
        return handler.code
                .i(Op.LBU, 7, 6, 0)
                .i(Op.ANDI, 7, 7, 3)
                .i(Op.ADDI, 7, 7, -3)
                .i(Op.ADDI, 6, 6, 2)
                .branch(Op.BNE, 7, 0, 8)
                .i(Op.ADDI, 6, 6, 2)
                .csr(Op.CSRRW, 0, Csr.MEPC, 6)
                .plain(Op.MRET)
                .toBytes();
    }

    /** In machine mode: goes on where x8 says, in machine mode. */
    static byte[] leaving(Isa isa) {
        TrapHandler handler = new TrapHandler(isa).log(Csr.MCAUSE, Csr.MTVAL, Csr.MSTATUS, Csr.MEPC);
        return handler.code
                .li(6, MPP)
                .csr(Op.CSRRS, 0, Csr.MSTATUS, 6)
                .csr(Op.CSRRW, 0, Csr.MEPC, CONTINUATION)
                .plain(Op.MRET)
                .toBytes();
    }

    /** In supervisor mode: calls machine mode. */
    static byte[] calling(Isa isa) {
        TrapHandler handler = new TrapHandler(isa).log(Csr.SCAUSE, Csr.STVAL, Csr.SSTATUS, Csr.SEPC);
        return handler.code.plain(Op.ECALL).toBytes();
    }

    private TrapHandler log(int... csrs) {
        int word = isa.xlen() / 8;
        int at = 0;
        for (int csr : csrs) {
            code.csr(Op.CSRRS, 6, csr, 0).store(isa.xlen() == 64 ? Op.SD : Op.SW, 6, LOG_POINTER, at);
            at += word;
        }
        code.i(Op.ADDI, LOG_POINTER, LOG_POINTER, at);
        return this;
    }
}
