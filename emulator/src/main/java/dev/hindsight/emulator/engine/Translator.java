package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.Decoder;
import dev.hindsight.emulator.isa.Extension;
import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Isa;
import dev.hindsight.emulator.isa.Op;
import dev.hindsight.emulator.isa.OperandFormat;
import java.util.Arrays;

/** Turns instruction bits into the interpreter's {@link DecodedInstruction}. */
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
        if (keys[hash] != key || words[hash] == Opcode.UNDECODED) {
            keys[hash] = key;
            words[hash] = decoder.decode(key).map(this::word).orElseGet(() -> illegal(key));
        }
        return words[hash];
    }

    /** Forgets what was translated last. */
    void forget() {
        Arrays.fill(words, Opcode.UNDECODED);
    }

    private static long illegal(int bits) {
        return DecodedInstruction.of(Opcode.ILLEGAL, 0, 0, 0, Decoder.length(bits) / 2, 0);
    }

    private long word(Instruction from) {
        if (aligned && (from.op() == Op.JALR || from.imm() % 4 != 0 && isJump(from))) {
            return checked(from);
        }
        int imm = switch (from.op().format()) {
            case BRANCH, JUMP -> from.imm() / 2;
            case U -> from.imm() >> DecodedInstruction.UPPER_SHIFT;
            case R -> shiftOfSum(from.op());
            default -> from.imm();
        };
        if (from.op().format().isFloat()) {
            return FloatWord.of(from);
        }
        int rd = from.rd() == 0 ? Hart.SINK : from.rd();
        return DecodedInstruction.of(code(from), rd, from.rs1(), from.rs2(), from.length() / 2, imm);
    }

    private static boolean isJump(Instruction from) {
        return from.op().format() == OperandFormat.BRANCH || from.op().format() == OperandFormat.JUMP;
    }

    /** A branch that would go wrong keeps its condition, as {@link MisalignedJump} reads it. */
    private static long checked(Instruction from) {
        int rd = from.rd() == 0 ? Hart.SINK : from.rd();
        return from.op() == Op.JALR
                ? DecodedInstruction.of(Opcode.JALR_CHECKED, rd, from.rs1(), 0, 2, from.imm())
                : DecodedInstruction.of(
                        Opcode.MISALIGNED, Hart.SINK, from.rs1(), from.rs2(), 2, MisalignedJump.of(from));
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
        return pause && pauses ? Opcode.PAUSE : code(from.op());
    }

    /** Complete because the compiler says so: a switch expression without default. */
    private int code(Op op) {
        return switch (op) {
            case LUI -> Opcode.LUI;
            case AUIPC -> Opcode.AUIPC;
            case JAL -> Opcode.JAL;
            case JALR -> Opcode.JALR;
            case BEQ -> Opcode.BEQ;
            case BNE -> Opcode.BNE;
            case BLT -> Opcode.BLT;
            case BGE -> Opcode.BGE;
            case BLTU -> Opcode.BLTU;
            case BGEU -> Opcode.BGEU;
            case LB -> Opcode.LB;
            case LH -> Opcode.LH;
            case LW -> Opcode.LW;
            case LD -> Opcode.LD;
            case LBU -> Opcode.LBU;
            case LHU -> Opcode.LHU;
            case LWU -> Opcode.LWU;
            case SB -> Opcode.SB;
            case SH -> Opcode.SH;
            case SW -> Opcode.SW;
            case SD -> Opcode.SD;
            case ADDI -> wide ? Opcode.ADDI : Opcode.ADDIW;
            case SLTI -> Opcode.SLTI;
            case SLTIU -> Opcode.SLTIU;
            case XORI -> Opcode.XORI;
            case ORI -> Opcode.ORI;
            case ANDI -> Opcode.ANDI;
            case SLLI -> wide ? Opcode.SLLI : Opcode.SLLIW;
            case SRLI -> wide ? Opcode.SRLI : Opcode.SRLIW;
            case SRAI -> wide ? Opcode.SRAI : Opcode.SRAIW;
            case ADD -> wide ? Opcode.ADD : Opcode.ADDW;
            case SUB -> wide ? Opcode.SUB : Opcode.SUBW;
            case SLL -> wide ? Opcode.SLL : Opcode.SLLW;
            case SLT -> Opcode.SLT;
            case SLTU -> Opcode.SLTU;
            case XOR -> Opcode.XOR;
            case SRL -> wide ? Opcode.SRL : Opcode.SRLW;
            case SRA -> wide ? Opcode.SRA : Opcode.SRAW;
            case OR -> Opcode.OR;
            case AND -> Opcode.AND;
            case ADDIW -> Opcode.ADDIW;
            case SLLIW -> Opcode.SLLIW;
            case SRLIW -> Opcode.SRLIW;
            case SRAIW -> Opcode.SRAIW;
            case ADDW -> Opcode.ADDW;
            case SUBW -> Opcode.SUBW;
            case SLLW -> Opcode.SLLW;
            case SRLW -> Opcode.SRLW;
            case SRAW -> Opcode.SRAW;
            case FENCE, FENCE_I -> Opcode.NOP;
            case ECALL -> Opcode.ECALL;
            case EBREAK -> Opcode.EBREAK;
            case MRET -> Opcode.MRET;
            case SRET -> Opcode.SRET;
            case WFI -> Opcode.WFI;
            case SFENCE_VMA -> Opcode.SFENCE_VMA;
            case CSRRW -> Opcode.CSRRW;
            case CSRRS -> Opcode.CSRRS;
            case CSRRC -> Opcode.CSRRC;
            case CSRRWI -> Opcode.CSRRWI;
            case CSRRSI -> Opcode.CSRRSI;
            case CSRRCI -> Opcode.CSRRCI;
            case MUL -> wide ? Opcode.MUL : Opcode.MULW;
            case MULH -> wide ? Opcode.MULH : Opcode.MULH32;
            case MULHSU -> wide ? Opcode.MULHSU : Opcode.MULHSU32;
            case MULHU -> wide ? Opcode.MULHU : Opcode.MULHU32;
            case DIV -> wide ? Opcode.DIV : Opcode.DIVW;
            case DIVU -> wide ? Opcode.DIVU : Opcode.DIVUW;
            case REM -> wide ? Opcode.REM : Opcode.REMW;
            case REMU -> wide ? Opcode.REMU : Opcode.REMUW;
            case MULW -> Opcode.MULW;
            case DIVW -> Opcode.DIVW;
            case DIVUW -> Opcode.DIVUW;
            case REMW -> Opcode.REMW;
            case REMUW -> Opcode.REMUW;
            case LR_W -> Opcode.LR_W;
            case SC_W -> Opcode.SC_W;
            case AMOSWAP_W -> Opcode.AMOSWAP_W;
            case AMOADD_W -> Opcode.AMOADD_W;
            case AMOXOR_W -> Opcode.AMOXOR_W;
            case AMOAND_W -> Opcode.AMOAND_W;
            case AMOOR_W -> Opcode.AMOOR_W;
            case AMOMIN_W -> Opcode.AMOMIN_W;
            case AMOMAX_W -> Opcode.AMOMAX_W;
            case AMOMINU_W -> Opcode.AMOMINU_W;
            case AMOMAXU_W -> Opcode.AMOMAXU_W;
            case LR_D -> Opcode.LR_W + Opcode.ATOMICS;
            case SC_D -> Opcode.SC_W + Opcode.ATOMICS;
            case AMOSWAP_D -> Opcode.AMOSWAP_W + Opcode.ATOMICS;
            case AMOADD_D -> Opcode.AMOADD_W + Opcode.ATOMICS;
            case AMOXOR_D -> Opcode.AMOXOR_W + Opcode.ATOMICS;
            case AMOAND_D -> Opcode.AMOAND_W + Opcode.ATOMICS;
            case AMOOR_D -> Opcode.AMOOR_W + Opcode.ATOMICS;
            case AMOMIN_D -> Opcode.AMOMIN_W + Opcode.ATOMICS;
            case AMOMAX_D -> Opcode.AMOMAX_W + Opcode.ATOMICS;
            case AMOMINU_D -> Opcode.AMOMINU_W + Opcode.ATOMICS;
            case AMOMAXU_D -> Opcode.AMOMAXU_W + Opcode.ATOMICS;
            case SH1ADD, SH2ADD, SH3ADD -> Opcode.SHADD;
            case ADD_UW, SH1ADD_UW, SH2ADD_UW, SH3ADD_UW -> Opcode.SHADD_UW;
            case SLLI_UW -> Opcode.SLLI_UW;
            case ANDN -> Opcode.ANDN;
            case ORN -> Opcode.ORN;
            case XNOR -> Opcode.XNOR;
            case MAX -> Opcode.MAX;
            case MAXU -> Opcode.MAXU;
            case MIN -> Opcode.MIN;
            case MINU -> Opcode.MINU;
            case SEXT_B -> Opcode.SEXT_B;
            case SEXT_H -> Opcode.SEXT_H;
            case ZEXT_H, ZEXT_H_RV32 -> Opcode.ZEXT_H;
            case CZERO_EQZ -> Opcode.CZERO_EQZ;
            case CZERO_NEZ -> Opcode.CZERO_NEZ;
            case CLZ -> wide ? Opcode.CLZ : Opcode.CLZW;
            case CLZW -> Opcode.CLZW;
            case CTZ -> wide ? Opcode.CTZ : Opcode.CTZW;
            case CTZW -> Opcode.CTZW;
            case CPOP -> wide ? Opcode.CPOP : Opcode.CPOPW;
            case CPOPW -> Opcode.CPOPW;
            case ROL -> wide ? Opcode.ROL : Opcode.ROLW;
            case ROLW -> Opcode.ROLW;
            case ROR, RORI -> wide ? Opcode.ROR : Opcode.RORW;
            case RORW, RORIW -> Opcode.RORW;
            case ORC_B -> wide ? Opcode.ORC_B : Opcode.ORC_BW;
            case REV8 -> Opcode.REV8;
            case REV8_RV32 -> Opcode.REV8W;
            case CLMUL -> wide ? Opcode.CLMUL : Opcode.CLMULW;
            case CLMULH -> wide ? Opcode.CLMULH : Opcode.CLMULHW;
            case CLMULR -> wide ? Opcode.CLMULR : Opcode.CLMULRW;
            case BCLR, BCLRI -> wide ? Opcode.BCLR : Opcode.BCLRW;
            case BEXT, BEXTI -> wide ? Opcode.BEXT : Opcode.BEXTW;
            case BINV, BINVI -> wide ? Opcode.BINV : Opcode.BINVW;
            case BSET, BSETI -> wide ? Opcode.BSET : Opcode.BSETW;
            case WRS_NTO, WRS_STO -> Opcode.PAUSE;
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
                    FCVT_H_D -> Opcode.FLOAT;
        };
    }
}
