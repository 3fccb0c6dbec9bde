package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.fp.Rounding;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.OperandFormat;

/** Turns instructions of floating point into {@link DecodedInstruction}s: those that programs are full of get codes of their own. */
final class FloatWord {
    private static final int NEAREST = 0;
    private static final int TOWARDS_ZERO = 1;
    private static final int DYNAMIC = 7;

    private FloatWord() {}

    static long of(Instruction from) {
        OperandFormat format = from.op().format();
        int rounding = from.imm() & DYNAMIC;
        if (format.rounds() && rounding != DYNAMIC && !Rounding.exists(rounding)) {
            return DecodedInstruction.of(Opcode.ILLEGAL, 0, 0, 0, from.length() / 2, 0);
        }
        boolean memory = format == OperandFormat.FLOAD || format == OperandFormat.FSTORE;
        int imm = memory ? from.imm() : FloatUnit.immediate(from.op(), from.imm());
        int rd = from.rd() == 0 && !format.writesFloat() ? Hart.SINK : from.rd();
        return DecodedInstruction.of(code(from, rounding), rd, from.rs1(), from.rs2(), from.length() / 2, imm);
    }

    /** A code of its own implies a rounding mode. */
    private static int code(Instruction from, int rounding) {
        return switch (from.op()) {
            case FLH -> Opcode.FLH;
            case FLW -> Opcode.FLW;
            case FLD -> Opcode.FLD;
            case FSH -> Opcode.FSH;
            case FSW -> Opcode.FSW;
            case FSD -> Opcode.FSD;
            case FADD_D -> when(rounding == DYNAMIC, Opcode.FADD_D);
            case FSUB_D -> when(rounding == DYNAMIC, Opcode.FSUB_D);
            case FMUL_D -> when(rounding == DYNAMIC, Opcode.FMUL_D);
            case FDIV_D -> when(rounding == DYNAMIC, Opcode.FDIV_D);
            case FSQRT_D -> when(rounding == DYNAMIC, Opcode.FSQRT_D);
            case FMADD_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Opcode.FMADD_D);
            case FMSUB_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Opcode.FMSUB_D);
            case FNMSUB_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Opcode.FNMSUB_D);
            case FNMADD_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Opcode.FNMADD_D);
            case FSGNJ_D -> Opcode.FSGNJ_D;
            case FSGNJN_D -> Opcode.FSGNJN_D;
            case FSGNJX_D -> Opcode.FSGNJX_D;
            case FEQ_D -> Opcode.FEQ_D;
            case FLT_D -> Opcode.FLT_D;
            case FLE_D -> Opcode.FLE_D;
            case FMV_X_D -> Opcode.FMV_X_D;
            case FMV_D_X -> Opcode.FMV_D_X;
            case FCVT_D_W -> when(rounding == NEAREST, Opcode.FCVT_D_W);
            case FCVT_D_L -> when(rounding == DYNAMIC, Opcode.FCVT_D_L);
            case FCVT_W_D -> when(rounding == TOWARDS_ZERO, Opcode.FCVT_W_D);
            case FCVT_L_D -> when(rounding == TOWARDS_ZERO, Opcode.FCVT_L_D);
            case FADD_S -> when(rounding == DYNAMIC, Opcode.FADD_S);
            case FSUB_S -> when(rounding == DYNAMIC, Opcode.FSUB_S);
            case FMUL_S -> when(rounding == DYNAMIC, Opcode.FMUL_S);
            default -> Opcode.FLOAT;
        };
    }

    private static int when(boolean usual, int code) {
        return usual ? code : Opcode.FLOAT;
    }
}
