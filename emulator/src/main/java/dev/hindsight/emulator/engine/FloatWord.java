package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.fp.Rounding;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.Format;
import dev.hindsight.emulator.isa.Instruction;

/** Turns instructions of floating point into {@link Word}s: those that programs are full of get codes of their own. */
final class FloatWord {
    private static final int NEAREST = 0;
    private static final int TOWARDS_ZERO = 1;
    private static final int DYNAMIC = 7;

    private FloatWord() {}

    static long of(Instruction from) {
        Format format = from.op().format();
        int rounding = from.imm() & DYNAMIC;
        if (format.rounds() && rounding != DYNAMIC && !Rounding.exists(rounding)) {
            return Word.of(Code.ILLEGAL, 0, 0, 0, from.length() / 2, 0);
        }
        boolean memory = format == Format.FLOAD || format == Format.FSTORE;
        int imm = memory ? from.imm() : FloatUnit.immediate(from.op(), from.imm());
        int rd = from.rd() == 0 && !format.writesFloat() ? Hart.SINK : from.rd();
        return Word.of(code(from, rounding), rd, from.rs1(), from.rs2(), from.length() / 2, imm);
    }

    /** A code of its own implies a rounding mode. */
    private static int code(Instruction from, int rounding) {
        return switch (from.op()) {
            case FLH -> Code.FLH;
            case FLW -> Code.FLW;
            case FLD -> Code.FLD;
            case FSH -> Code.FSH;
            case FSW -> Code.FSW;
            case FSD -> Code.FSD;
            case FADD_D -> when(rounding == DYNAMIC, Code.FADD_D);
            case FSUB_D -> when(rounding == DYNAMIC, Code.FSUB_D);
            case FMUL_D -> when(rounding == DYNAMIC, Code.FMUL_D);
            case FDIV_D -> when(rounding == DYNAMIC, Code.FDIV_D);
            case FSQRT_D -> when(rounding == DYNAMIC, Code.FSQRT_D);
            case FMADD_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Code.FMADD_D);
            case FMSUB_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Code.FMSUB_D);
            case FNMSUB_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Code.FNMSUB_D);
            case FNMADD_D -> when(rounding == DYNAMIC && HostFloat.FUSES, Code.FNMADD_D);
            case FSGNJ_D -> Code.FSGNJ_D;
            case FSGNJN_D -> Code.FSGNJN_D;
            case FSGNJX_D -> Code.FSGNJX_D;
            case FEQ_D -> Code.FEQ_D;
            case FLT_D -> Code.FLT_D;
            case FLE_D -> Code.FLE_D;
            case FMV_X_D -> Code.FMV_X_D;
            case FMV_D_X -> Code.FMV_D_X;
            case FCVT_D_W -> when(rounding == NEAREST, Code.FCVT_D_W);
            case FCVT_D_L -> when(rounding == DYNAMIC, Code.FCVT_D_L);
            case FCVT_W_D -> when(rounding == TOWARDS_ZERO, Code.FCVT_W_D);
            case FCVT_L_D -> when(rounding == TOWARDS_ZERO, Code.FCVT_L_D);
            case FADD_S -> when(rounding == DYNAMIC, Code.FADD_S);
            case FSUB_S -> when(rounding == DYNAMIC, Code.FSUB_S);
            case FMUL_S -> when(rounding == DYNAMIC, Code.FMUL_S);
            default -> Code.FLOAT;
        };
    }

    private static int when(boolean usual, int code) {
        return usual ? code : Code.FLOAT;
    }
}
