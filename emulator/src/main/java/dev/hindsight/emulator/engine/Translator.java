package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Format;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;

/** Turns instruction bits into the interpreter's {@link Word}. */
final class Translator {
    private static final int REMEMBERED = 1 << 12;
    private static final int PAUSE_HINT = 0x10;

    private final boolean wide;
    private final boolean pauses;
    /** Whether instructions begin at multiples of 4 only. [Unpriv 2.2 §2.5] */
    private final boolean aligned;

    private final Decoder decoder;
    /** The last bits translated, and their words, each at its hash: programs repeat themselves. */
    private final int[] keys = new int[REMEMBERED];

    private final long[] words = new long[REMEMBERED];

    Translator(Isa isa) {
        this.wide = isa.xlen() == 64;
        this.aligned = !isa.has(Extension.ZCA);
        this.pauses = isa.has(Extension.ZIHINTPAUSE);
        this.decoder = new Decoder(isa);
    }

    /** {@code bits} may hold more than the instruction. */
    long translate(int bits) {
        int key = Decoder.length(bits) == 4 ? bits : bits & 0xffff;
        int hash = (key * 0x9e3779b9) >>> 20;
        if (keys[hash] != key || words[hash] == Code.UNDECODED) {
            keys[hash] = key;
            words[hash] = decoder.decode(key).map(this::word).orElseGet(() -> illegal(key));
        }
        return words[hash];
    }

    private static long illegal(int bits) {
        return Word.of(Code.ILLEGAL, 0, 0, 0, Decoder.length(bits) / 2, 0);
    }

    private long word(Instruction from) {
        if (aligned && (from.op() == Op.JALR || from.imm() % 4 != 0 && isJump(from))) {
            return checked(from);
        }
        int imm = switch (from.op().format()) {
            case BRANCH, JUMP -> from.imm() / 2;
            case U -> from.imm() >> Word.UPPER_SHIFT;
            case R -> shiftOfSum(from.op());
            default -> from.imm();
        };
        if (from.op().format().isFloat()) {
            return FloatWord.of(from);
        }
        int rd = from.rd() == 0 ? Hart.SINK : from.rd();
        return Word.of(code(from), rd, from.rs1(), from.rs2(), from.length() / 2, imm);
    }

    private static boolean isJump(Instruction from) {
        return from.op().format() == Format.BRANCH || from.op().format() == Format.JUMP;
    }

    /** A branch that would go wrong keeps its condition, as {@link MisalignedJump} reads it. */
    private static long checked(Instruction from) {
        int rd = from.rd() == 0 ? Hart.SINK : from.rd();
        return from.op() == Op.JALR
                ? Word.of(Code.JALR_CHECKED, rd, from.rs1(), 0, 2, from.imm())
                : Word.of(Code.MISALIGNED, Hart.SINK, from.rs1(), from.rs2(), 2, MisalignedJump.of(from));
    }

    private static int shiftOfSum(Op op) {
        return switch (op) {
            case SH1ADD, SH1ADD_UW -> 1;
            case SH2ADD, SH2ADD_UW -> 2;
            case SH3ADD, SH3ADD_UW -> 3;
            default -> 0;
        };
    }

    private int code(Instruction from) {
        boolean pause = from.op() == Op.FENCE && from.imm() == PAUSE_HINT && from.rd() == 0 && from.rs1() == 0;
        return pause && pauses ? Code.PAUSE : code(from.op());
    }

    /** Complete because the compiler says so: a switch expression without default. */
    private int code(Op op) {
        return switch (op) {
            case LUI -> Code.LUI;
            case AUIPC -> Code.AUIPC;
            case JAL -> Code.JAL;
            case JALR -> Code.JALR;
            case BEQ -> Code.BEQ;
            case BNE -> Code.BNE;
            case BLT -> Code.BLT;
            case BGE -> Code.BGE;
            case BLTU -> Code.BLTU;
            case BGEU -> Code.BGEU;
            case LB -> Code.LB;
            case LH -> Code.LH;
            case LW -> Code.LW;
            case LD -> Code.LD;
            case LBU -> Code.LBU;
            case LHU -> Code.LHU;
            case LWU -> Code.LWU;
            case SB -> Code.SB;
            case SH -> Code.SH;
            case SW -> Code.SW;
            case SD -> Code.SD;
            case ADDI -> wide ? Code.ADDI : Code.ADDIW;
            case SLTI -> Code.SLTI;
            case SLTIU -> Code.SLTIU;
            case XORI -> Code.XORI;
            case ORI -> Code.ORI;
            case ANDI -> Code.ANDI;
            case SLLI -> wide ? Code.SLLI : Code.SLLIW;
            case SRLI -> wide ? Code.SRLI : Code.SRLIW;
            case SRAI -> wide ? Code.SRAI : Code.SRAIW;
            case ADD -> wide ? Code.ADD : Code.ADDW;
            case SUB -> wide ? Code.SUB : Code.SUBW;
            case SLL -> wide ? Code.SLL : Code.SLLW;
            case SLT -> Code.SLT;
            case SLTU -> Code.SLTU;
            case XOR -> Code.XOR;
            case SRL -> wide ? Code.SRL : Code.SRLW;
            case SRA -> wide ? Code.SRA : Code.SRAW;
            case OR -> Code.OR;
            case AND -> Code.AND;
            case ADDIW -> Code.ADDIW;
            case SLLIW -> Code.SLLIW;
            case SRLIW -> Code.SRLIW;
            case SRAIW -> Code.SRAIW;
            case ADDW -> Code.ADDW;
            case SUBW -> Code.SUBW;
            case SLLW -> Code.SLLW;
            case SRLW -> Code.SRLW;
            case SRAW -> Code.SRAW;
            case FENCE, FENCE_I -> Code.NOP;
            case ECALL -> Code.ECALL;
            case EBREAK -> Code.EBREAK;
            case MRET -> Code.MRET;
            case SRET -> Code.SRET;
            case WFI -> Code.WFI;
            case SFENCE_VMA -> Code.SFENCE_VMA;
            case CSRRW -> Code.CSRRW;
            case CSRRS -> Code.CSRRS;
            case CSRRC -> Code.CSRRC;
            case CSRRWI -> Code.CSRRWI;
            case CSRRSI -> Code.CSRRSI;
            case CSRRCI -> Code.CSRRCI;
            case MUL -> wide ? Code.MUL : Code.MULW;
            case MULH -> wide ? Code.MULH : Code.MULH32;
            case MULHSU -> wide ? Code.MULHSU : Code.MULHSU32;
            case MULHU -> wide ? Code.MULHU : Code.MULHU32;
            case DIV -> wide ? Code.DIV : Code.DIVW;
            case DIVU -> wide ? Code.DIVU : Code.DIVUW;
            case REM -> wide ? Code.REM : Code.REMW;
            case REMU -> wide ? Code.REMU : Code.REMUW;
            case MULW -> Code.MULW;
            case DIVW -> Code.DIVW;
            case DIVUW -> Code.DIVUW;
            case REMW -> Code.REMW;
            case REMUW -> Code.REMUW;
            case LR_W -> Code.LR_W;
            case SC_W -> Code.SC_W;
            case AMOSWAP_W -> Code.AMOSWAP_W;
            case AMOADD_W -> Code.AMOADD_W;
            case AMOXOR_W -> Code.AMOXOR_W;
            case AMOAND_W -> Code.AMOAND_W;
            case AMOOR_W -> Code.AMOOR_W;
            case AMOMIN_W -> Code.AMOMIN_W;
            case AMOMAX_W -> Code.AMOMAX_W;
            case AMOMINU_W -> Code.AMOMINU_W;
            case AMOMAXU_W -> Code.AMOMAXU_W;
            case LR_D -> Code.LR_W + Code.ATOMICS;
            case SC_D -> Code.SC_W + Code.ATOMICS;
            case AMOSWAP_D -> Code.AMOSWAP_W + Code.ATOMICS;
            case AMOADD_D -> Code.AMOADD_W + Code.ATOMICS;
            case AMOXOR_D -> Code.AMOXOR_W + Code.ATOMICS;
            case AMOAND_D -> Code.AMOAND_W + Code.ATOMICS;
            case AMOOR_D -> Code.AMOOR_W + Code.ATOMICS;
            case AMOMIN_D -> Code.AMOMIN_W + Code.ATOMICS;
            case AMOMAX_D -> Code.AMOMAX_W + Code.ATOMICS;
            case AMOMINU_D -> Code.AMOMINU_W + Code.ATOMICS;
            case AMOMAXU_D -> Code.AMOMAXU_W + Code.ATOMICS;
            case SH1ADD, SH2ADD, SH3ADD -> Code.SHADD;
            case ADD_UW, SH1ADD_UW, SH2ADD_UW, SH3ADD_UW -> Code.SHADD_UW;
            case SLLI_UW -> Code.SLLI_UW;
            case ANDN -> Code.ANDN;
            case ORN -> Code.ORN;
            case XNOR -> Code.XNOR;
            case MAX -> Code.MAX;
            case MAXU -> Code.MAXU;
            case MIN -> Code.MIN;
            case MINU -> Code.MINU;
            case SEXT_B -> Code.SEXT_B;
            case SEXT_H -> Code.SEXT_H;
            case ZEXT_H, ZEXT_H_RV32 -> Code.ZEXT_H;
            case CZERO_EQZ -> Code.CZERO_EQZ;
            case CZERO_NEZ -> Code.CZERO_NEZ;
            case CLZ -> wide ? Code.CLZ : Code.CLZW;
            case CLZW -> Code.CLZW;
            case CTZ -> wide ? Code.CTZ : Code.CTZW;
            case CTZW -> Code.CTZW;
            case CPOP -> wide ? Code.CPOP : Code.CPOPW;
            case CPOPW -> Code.CPOPW;
            case ROL -> wide ? Code.ROL : Code.ROLW;
            case ROLW -> Code.ROLW;
            case ROR, RORI -> wide ? Code.ROR : Code.RORW;
            case RORW, RORIW -> Code.RORW;
            case ORC_B -> wide ? Code.ORC_B : Code.ORC_BW;
            case REV8 -> Code.REV8;
            case REV8_RV32 -> Code.REV8W;
            case CLMUL -> wide ? Code.CLMUL : Code.CLMULW;
            case CLMULH -> wide ? Code.CLMULH : Code.CLMULHW;
            case CLMULR -> wide ? Code.CLMULR : Code.CLMULRW;
            case BCLR, BCLRI -> wide ? Code.BCLR : Code.BCLRW;
            case BEXT, BEXTI -> wide ? Code.BEXT : Code.BEXTW;
            case BINV, BINVI -> wide ? Code.BINV : Code.BINVW;
            case BSET, BSETI -> wide ? Code.BSET : Code.BSETW;
            case WRS_NTO, WRS_STO -> Code.PAUSE;
            case FLW,
                    FSW,
                    FMADD_S,
                    FMSUB_S,
                    FNMSUB_S,
                    FNMADD_S,
                    FADD_S,
                    FSUB_S,
                    FMUL_S,
                    FDIV_S,
                    FSQRT_S,
                    FSGNJ_S,
                    FSGNJN_S,
                    FSGNJX_S,
                    FMIN_S,
                    FMAX_S,
                    FEQ_S,
                    FLT_S,
                    FLE_S,
                    FCLASS_S,
                    FCVT_W_S,
                    FCVT_WU_S,
                    FCVT_L_S,
                    FCVT_LU_S,
                    FCVT_S_W,
                    FCVT_S_WU,
                    FCVT_S_L,
                    FCVT_S_LU,
                    FMV_X_W,
                    FMV_W_X,
                    FLD,
                    FSD,
                    FMADD_D,
                    FMSUB_D,
                    FNMSUB_D,
                    FNMADD_D,
                    FADD_D,
                    FSUB_D,
                    FMUL_D,
                    FDIV_D,
                    FSQRT_D,
                    FSGNJ_D,
                    FSGNJN_D,
                    FSGNJX_D,
                    FMIN_D,
                    FMAX_D,
                    FEQ_D,
                    FLT_D,
                    FLE_D,
                    FCLASS_D,
                    FCVT_W_D,
                    FCVT_WU_D,
                    FCVT_L_D,
                    FCVT_LU_D,
                    FCVT_D_W,
                    FCVT_D_WU,
                    FCVT_D_L,
                    FCVT_D_LU,
                    FMV_X_D,
                    FMV_D_X,
                    FCVT_S_D,
                    FCVT_D_S,
                    FLH,
                    FSH,
                    FMADD_H,
                    FMSUB_H,
                    FNMSUB_H,
                    FNMADD_H,
                    FADD_H,
                    FSUB_H,
                    FMUL_H,
                    FDIV_H,
                    FSQRT_H,
                    FSGNJ_H,
                    FSGNJN_H,
                    FSGNJX_H,
                    FMIN_H,
                    FMAX_H,
                    FEQ_H,
                    FLT_H,
                    FLE_H,
                    FCLASS_H,
                    FCVT_W_H,
                    FCVT_WU_H,
                    FCVT_L_H,
                    FCVT_LU_H,
                    FCVT_H_W,
                    FCVT_H_WU,
                    FCVT_H_L,
                    FCVT_H_LU,
                    FMV_X_H,
                    FMV_H_X,
                    FCVT_S_H,
                    FCVT_H_S,
                    FCVT_D_H,
                    FCVT_H_D -> Code.FLOAT;
        };
    }
}
