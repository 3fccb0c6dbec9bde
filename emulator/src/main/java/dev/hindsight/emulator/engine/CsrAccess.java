package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.CsrFile;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;

/** The instructions that read and write control and status registers. [Unpriv 2.2 §9] */
final class CsrAccess {
    private CsrAccess() {}

    /** Returns whether the register was written. */
    static boolean execute(Hart hart, int code, long w) {
        int address = Word.imm(w);
        boolean immediate = code >= Code.CSRRWI;
        int kind = immediate ? code - Code.CSRRWI + Code.CSRRW : code;
        long operand = immediate ? Word.rs1(w) : hart.x()[Word.rs1(w)];
        boolean writes = kind == Code.CSRRW || Word.rs1(w) != 0;
        CsrFile csrs = hart.csrs();
        if (!csrs.permits(address, writes, hart.mode())) {
            throw TrapException.illegalInstruction();
        }
        long old = csrs.read(address);
        if (writes) {
            long value = combine(kind, csrs.readToModify(address), operand);
            csrs.write(address, hart.xlen() == 64 ? value : (int) value);
        }
        hart.x()[Word.rd(w)] = old;
        return writes;
    }

    private static long combine(int kind, long old, long operand) {
        return switch (kind) {
            case Code.CSRRW -> operand;
            case Code.CSRRS -> old | operand;
            default -> old & ~operand;
        };
    }
}
