package dev.hindsight.emulator.engine;

/**
 * What the interpreter's switch dispatches on: dense numbers. On RV32 an {@code Op} becomes the code that works on 32
 * bits, so that there is one executor for both widths. First come those that have an arm in the loop.
 */
final class Opcode {
    static final int UNDECODED = 0;
    static final int BREAK = 1;
    static final int NEXT_PAGE = 2;
    static final int FETCH = 3;
    static final int ILLEGAL = 4;
    static final int ECALL = 5;
    static final int EBREAK = 6;
    static final int MRET = 7;
    static final int SRET = 8;
    static final int WFI = 9;
    static final int PAUSE = 10;
    static final int NOP = 11;

    static final int LUI = 12;
    static final int AUIPC = 13;
    static final int JAL = 14;
    static final int JALR = 15;
    static final int BEQ = 16;
    static final int BNE = 17;
    static final int BLT = 18;
    static final int BGE = 19;
    static final int BLTU = 20;
    static final int BGEU = 21;
    static final int LB = 22;
    static final int LH = 23;
    static final int LW = 24;
    static final int LD = 25;
    static final int LBU = 26;
    static final int LHU = 27;
    static final int LWU = 28;
    static final int SB = 29;
    static final int SH = 30;
    static final int SW = 31;
    static final int SD = 32;
    static final int ADDI = 33;
    static final int SLTI = 34;
    static final int SLTIU = 35;
    static final int XORI = 36;
    static final int ORI = 37;
    static final int ANDI = 38;
    static final int SLLI = 39;
    static final int SRLI = 40;
    static final int SRAI = 41;
    static final int ADD = 42;
    static final int SUB = 43;
    static final int SLL = 44;
    static final int SLT = 45;
    static final int SLTU = 46;
    static final int XOR = 47;
    static final int SRL = 48;
    static final int SRA = 49;
    static final int OR = 50;
    static final int AND = 51;
    static final int ADDIW = 52;
    static final int SLLIW = 53;
    static final int SRLIW = 54;
    static final int SRAIW = 55;
    static final int ADDW = 56;
    static final int SUBW = 57;
    static final int SLLW = 58;
    static final int SRLW = 59;
    static final int SRAW = 60;
    static final int MUL = 61;
    static final int MULW = 62;
    static final int DIV = 63;
    static final int DIVU = 64;
    static final int REM = 65;
    static final int REMU = 66;
    static final int DIVW = 67;
    static final int DIVUW = 68;
    static final int REMW = 69;
    static final int REMUW = 70;
    /** rd = rs2 + (rs1 << imm). */
    static final int SHADD = 71;
    /** The same with the low word of rs1. */
    static final int SHADD_UW = 72;

    // Floating point that rounds as frm says (or is exact), as is usual

    static final int FLW = 90;
    static final int FLD = 91;
    static final int FSW = 92;
    static final int FSD = 93;
    static final int FADD_D = 94;
    static final int FSUB_D = 95;
    static final int FMUL_D = 96;
    static final int FDIV_D = 97;
    static final int FSQRT_D = 98;
    static final int FMADD_D = 99;
    static final int FMSUB_D = 100;
    static final int FNMSUB_D = 101;
    static final int FNMADD_D = 102;
    static final int FSGNJ_D = 103;
    static final int FSGNJN_D = 104;
    static final int FSGNJX_D = 105;
    static final int FEQ_D = 106;
    static final int FLT_D = 107;
    static final int FLE_D = 108;
    static final int FMV_X_D = 109;
    static final int FMV_D_X = 110;
    static final int FCVT_D_W = 111;
    static final int FCVT_D_L = 112;
    static final int FCVT_W_D = 113;
    static final int FCVT_L_D = 114;
    static final int FADD_S = 115;
    static final int FSUB_S = 116;
    static final int FMUL_S = 117;

    /** Without compressed instructions, a jump has to look where it goes. */
    static final int JALR_CHECKED = 126;

    // ---- From here on the loop calls a method; each group has its own ----

    /** Without compressed instructions, a jump that goes wrong if it is taken. */
    static final int MISALIGNED = 127;

    static final int MULH = 128;
    static final int MULHSU = 129;
    static final int MULHU = 130;
    static final int MULH32 = 131;
    static final int MULHSU32 = 132;
    static final int MULHU32 = 133;

    static final int CSRRW = 134;
    static final int CSRRS = 135;
    static final int CSRRC = 136;
    static final int CSRRWI = 137;
    static final int CSRRSI = 138;
    static final int CSRRCI = 139;
    static final int SFENCE_VMA = 140;

    /** The eleven atomics on words; those on doublewords follow in the same order. */
    static final int LR_W = 141;

    static final int SC_W = 142;
    static final int AMOSWAP_W = 143;
    static final int AMOADD_W = 144;
    static final int AMOXOR_W = 145;
    static final int AMOAND_W = 146;
    static final int AMOOR_W = 147;
    static final int AMOMIN_W = 148;
    static final int AMOMAX_W = 149;
    static final int AMOMINU_W = 150;
    static final int AMOMAXU_W = 151;
    static final int LR_D = 152;
    static final int ATOMICS = LR_D - LR_W;

    // [Bitmanip 1.0], [Zicond 1.0]; see BitManipulation

    static final int ANDN = 163;
    static final int ORN = 164;
    static final int XNOR = 165;
    static final int MAX = 166;
    static final int MAXU = 167;
    static final int MIN = 168;
    static final int MINU = 169;
    static final int SEXT_B = 170;
    static final int SEXT_H = 171;
    static final int ZEXT_H = 172;
    static final int SLLI_UW = 173;
    static final int CZERO_EQZ = 174;
    static final int CZERO_NEZ = 175;
    static final int CLZ = 176;
    static final int CTZ = 177;
    static final int CPOP = 178;
    static final int ROL = 179;
    static final int ROR = 180;
    static final int ORC_B = 181;
    static final int REV8 = 182;
    static final int CLMUL = 183;
    static final int CLMULH = 184;
    static final int CLMULR = 185;
    static final int BCLR = 186;
    static final int BEXT = 187;
    static final int BINV = 188;
    static final int BSET = 189;
    static final int CLZW = 190;
    static final int CTZW = 191;
    static final int CPOPW = 192;
    static final int ROLW = 193;
    static final int RORW = 194;
    static final int ORC_BW = 195;
    static final int REV8W = 196;
    static final int CLMULW = 197;
    static final int CLMULHW = 198;
    static final int CLMULRW = 199;
    static final int BCLRW = 200;
    static final int BEXTW = 201;
    static final int BINVW = 202;
    static final int BSETW = 203;
    static final int FLH = 240;
    static final int FSH = 241;
    /** All other floating point; see {@link FloatUnit}. */
    static final int FLOAT = 242;

    /** As many as {@link DecodedInstruction} has room for. */
    static final int LIMIT = 256;

    private Opcode() {}
}
