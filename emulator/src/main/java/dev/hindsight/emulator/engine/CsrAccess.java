package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.CsrFile;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;

/** The instructions that read and write control and status registers. [Unpriv 2.2 §9] */
final class CsrAccess {
    private CsrAccess() {}

    /** Returns whether the register was written. */
    static boolean execute(Hart hart, int code, long w) {
        int address = DecodedInstruction.imm(w);
        boolean immediate = code >= Opcode.CSRRWI;
        int kind = immediate ? code - Opcode.CSRRWI + Opcode.CSRRW : code;
        long operand = immediate ? DecodedInstruction.rs1(w) : hart.x()[DecodedInstruction.rs1(w)];
        boolean writes = kind == Opcode.CSRRW || DecodedInstruction.rs1(w) != 0;
        CsrFile csrs = hart.csrs();
        if (!csrs.permits(address, writes, hart.mode())) {
            throw TrapException.illegalInstruction();
        }
        long old = csrs.read(address);
        if (writes) {
            long value = combine(kind, csrs.readToModify(address), operand);
            csrs.write(address, hart.xlen() == 64 ? value : (int) value);
        }
        hart.x()[DecodedInstruction.rd(w)] = old;
        return writes;
    }

    private static long combine(int kind, long old, long operand) {
        return switch (kind) {
            case Opcode.CSRRW -> operand;
            case Opcode.CSRRS -> old | operand;
            default -> old & ~operand;
        };
    }
}
