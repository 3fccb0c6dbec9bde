package dev.hindsight.emulator.isa;

import static dev.hindsight.emulator.isa.Extension.D;
import static dev.hindsight.emulator.isa.Extension.F;
import static dev.hindsight.emulator.isa.Extension.I;
import static dev.hindsight.emulator.isa.Extension.M;
import static dev.hindsight.emulator.isa.Extension.S;
import static dev.hindsight.emulator.isa.Extension.ZAAMO;
import static dev.hindsight.emulator.isa.Extension.ZALRSC;
import static dev.hindsight.emulator.isa.Extension.ZAWRS;
import static dev.hindsight.emulator.isa.Extension.ZBA;
import static dev.hindsight.emulator.isa.Extension.ZBB;
import static dev.hindsight.emulator.isa.Extension.ZBC;
import static dev.hindsight.emulator.isa.Extension.ZBS;
import static dev.hindsight.emulator.isa.Extension.ZFH;
import static dev.hindsight.emulator.isa.Extension.ZFHMIN;
import static dev.hindsight.emulator.isa.Extension.ZICOND;
import static dev.hindsight.emulator.isa.Extension.ZICSR;
import static dev.hindsight.emulator.isa.Extension.ZIFENCEI;
import static dev.hindsight.emulator.isa.Extension.ZMMUL;
import static dev.hindsight.emulator.isa.Width.RV32;
import static dev.hindsight.emulator.isa.Width.RV64;

import java.util.Locale;

/** Every instruction that this machine knows, in 32-bit form; {@link Compressed} says what the 16-bit forms expand to. */
public enum Op {
    LUI(I, OperandFormat.U, ".................... ..... 0110111"),
    AUIPC(I, OperandFormat.U, ".................... ..... 0010111"),
    JAL(I, OperandFormat.JUMP, ".................... ..... 1101111"),
    JALR(I, OperandFormat.LOAD, "............ ..... 000 ..... 1100111"),
    BEQ(I, OperandFormat.BRANCH, "....... ..... ..... 000 ..... 1100011"),
    BNE(I, OperandFormat.BRANCH, "....... ..... ..... 001 ..... 1100011"),
    BLT(I, OperandFormat.BRANCH, "....... ..... ..... 100 ..... 1100011"),
    BGE(I, OperandFormat.BRANCH, "....... ..... ..... 101 ..... 1100011"),
    BLTU(I, OperandFormat.BRANCH, "....... ..... ..... 110 ..... 1100011"),
    BGEU(I, OperandFormat.BRANCH, "....... ..... ..... 111 ..... 1100011"),
    LB(I, OperandFormat.LOAD, "............ ..... 000 ..... 0000011"),
    LH(I, OperandFormat.LOAD, "............ ..... 001 ..... 0000011"),
    LW(I, OperandFormat.LOAD, "............ ..... 010 ..... 0000011"),
    LD(I, RV64, OperandFormat.LOAD, "............ ..... 011 ..... 0000011"),
    LBU(I, OperandFormat.LOAD, "............ ..... 100 ..... 0000011"),
    LHU(I, OperandFormat.LOAD, "............ ..... 101 ..... 0000011"),
    LWU(I, RV64, OperandFormat.LOAD, "............ ..... 110 ..... 0000011"),
    SB(I, OperandFormat.STORE, "....... ..... ..... 000 ..... 0100011"),
    SH(I, OperandFormat.STORE, "....... ..... ..... 001 ..... 0100011"),
    SW(I, OperandFormat.STORE, "....... ..... ..... 010 ..... 0100011"),
    SD(I, RV64, OperandFormat.STORE, "....... ..... ..... 011 ..... 0100011"),
    ADDI(I, OperandFormat.I, "............ ..... 000 ..... 0010011"),
    SLTI(I, OperandFormat.I, "............ ..... 010 ..... 0010011"),
    SLTIU(I, OperandFormat.I, "............ ..... 011 ..... 0010011"),
    XORI(I, OperandFormat.I, "............ ..... 100 ..... 0010011"),
    ORI(I, OperandFormat.I, "............ ..... 110 ..... 0010011"),
    ANDI(I, OperandFormat.I, "............ ..... 111 ..... 0010011"),
    SLLI(I, OperandFormat.SHIFT, "000000 ...... ..... 001 ..... 0010011"),
    SRLI(I, OperandFormat.SHIFT, "000000 ...... ..... 101 ..... 0010011"),
    SRAI(I, OperandFormat.SHIFT, "010000 ...... ..... 101 ..... 0010011"),
    ADD(I, OperandFormat.R, "0000000 ..... ..... 000 ..... 0110011"),
    SUB(I, OperandFormat.R, "0100000 ..... ..... 000 ..... 0110011"),
    SLL(I, OperandFormat.R, "0000000 ..... ..... 001 ..... 0110011"),
    SLT(I, OperandFormat.R, "0000000 ..... ..... 010 ..... 0110011"),
    SLTU(I, OperandFormat.R, "0000000 ..... ..... 011 ..... 0110011"),
    XOR(I, OperandFormat.R, "0000000 ..... ..... 100 ..... 0110011"),
    SRL(I, OperandFormat.R, "0000000 ..... ..... 101 ..... 0110011"),
    SRA(I, OperandFormat.R, "0100000 ..... ..... 101 ..... 0110011"),
    OR(I, OperandFormat.R, "0000000 ..... ..... 110 ..... 0110011"),
    AND(I, OperandFormat.R, "0000000 ..... ..... 111 ..... 0110011"),
    ADDIW(I, RV64, OperandFormat.I, "............ ..... 000 ..... 0011011"),
    SLLIW(I, RV64, OperandFormat.SHIFTW, "0000000 ..... ..... 001 ..... 0011011"),
    SRLIW(I, RV64, OperandFormat.SHIFTW, "0000000 ..... ..... 101 ..... 0011011"),
    SRAIW(I, RV64, OperandFormat.SHIFTW, "0100000 ..... ..... 101 ..... 0011011"),
    ADDW(I, RV64, OperandFormat.R, "0000000 ..... ..... 000 ..... 0111011"),
    SUBW(I, RV64, OperandFormat.R, "0100000 ..... ..... 000 ..... 0111011"),
    SLLW(I, RV64, OperandFormat.R, "0000000 ..... ..... 001 ..... 0111011"),
    SRLW(I, RV64, OperandFormat.R, "0000000 ..... ..... 101 ..... 0111011"),
    SRAW(I, RV64, OperandFormat.R, "0100000 ..... ..... 101 ..... 0111011"),
    FENCE(I, OperandFormat.FENCE, "............ ..... 000 ..... 0001111"),
    FENCE_I(ZIFENCEI, OperandFormat.FENCE, "............ ..... 001 ..... 0001111"),
    ECALL(I, OperandFormat.NONE, "000000000000 00000 000 00000 1110011"),
    EBREAK(I, OperandFormat.NONE, "000000000001 00000 000 00000 1110011"),
    MRET(I, OperandFormat.NONE, "001100000010 00000 000 00000 1110011"),
    SRET(S, OperandFormat.NONE, "000100000010 00000 000 00000 1110011"),
    WFI(I, OperandFormat.NONE, "000100000101 00000 000 00000 1110011"),
    SFENCE_VMA(S, OperandFormat.PAGES, "0001001 ..... ..... 000 00000 1110011"),

    CSRRW(ZICSR, OperandFormat.CSR, "............ ..... 001 ..... 1110011"),
    CSRRS(ZICSR, OperandFormat.CSR, "............ ..... 010 ..... 1110011"),
    CSRRC(ZICSR, OperandFormat.CSR, "............ ..... 011 ..... 1110011"),
    CSRRWI(ZICSR, OperandFormat.CSRI, "............ ..... 101 ..... 1110011"),
    CSRRSI(ZICSR, OperandFormat.CSRI, "............ ..... 110 ..... 1110011"),
    CSRRCI(ZICSR, OperandFormat.CSRI, "............ ..... 111 ..... 1110011"),

    MUL(ZMMUL, OperandFormat.R, "0000001 ..... ..... 000 ..... 0110011"),
    MULH(ZMMUL, OperandFormat.R, "0000001 ..... ..... 001 ..... 0110011"),
    MULHSU(ZMMUL, OperandFormat.R, "0000001 ..... ..... 010 ..... 0110011"),
    MULHU(ZMMUL, OperandFormat.R, "0000001 ..... ..... 011 ..... 0110011"),
    DIV(M, OperandFormat.R, "0000001 ..... ..... 100 ..... 0110011"),
    DIVU(M, OperandFormat.R, "0000001 ..... ..... 101 ..... 0110011"),
    REM(M, OperandFormat.R, "0000001 ..... ..... 110 ..... 0110011"),
    REMU(M, OperandFormat.R, "0000001 ..... ..... 111 ..... 0110011"),
    MULW(ZMMUL, RV64, OperandFormat.R, "0000001 ..... ..... 000 ..... 0111011"),
    DIVW(M, RV64, OperandFormat.R, "0000001 ..... ..... 100 ..... 0111011"),
    DIVUW(M, RV64, OperandFormat.R, "0000001 ..... ..... 101 ..... 0111011"),
    REMW(M, RV64, OperandFormat.R, "0000001 ..... ..... 110 ..... 0111011"),
    REMUW(M, RV64, OperandFormat.R, "0000001 ..... ..... 111 ..... 0111011"),

    LR_W(ZALRSC, OperandFormat.LR, "00010 .. 00000 ..... 010 ..... 0101111"),
    SC_W(ZALRSC, OperandFormat.AMO, "00011 .. ..... ..... 010 ..... 0101111"),
    AMOSWAP_W(ZAAMO, OperandFormat.AMO, "00001 .. ..... ..... 010 ..... 0101111"),
    AMOADD_W(ZAAMO, OperandFormat.AMO, "00000 .. ..... ..... 010 ..... 0101111"),
    AMOXOR_W(ZAAMO, OperandFormat.AMO, "00100 .. ..... ..... 010 ..... 0101111"),
    AMOAND_W(ZAAMO, OperandFormat.AMO, "01100 .. ..... ..... 010 ..... 0101111"),
    AMOOR_W(ZAAMO, OperandFormat.AMO, "01000 .. ..... ..... 010 ..... 0101111"),
    AMOMIN_W(ZAAMO, OperandFormat.AMO, "10000 .. ..... ..... 010 ..... 0101111"),
    AMOMAX_W(ZAAMO, OperandFormat.AMO, "10100 .. ..... ..... 010 ..... 0101111"),
    AMOMINU_W(ZAAMO, OperandFormat.AMO, "11000 .. ..... ..... 010 ..... 0101111"),
    AMOMAXU_W(ZAAMO, OperandFormat.AMO, "11100 .. ..... ..... 010 ..... 0101111"),
    LR_D(ZALRSC, RV64, OperandFormat.LR, "00010 .. 00000 ..... 011 ..... 0101111"),
    SC_D(ZALRSC, RV64, OperandFormat.AMO, "00011 .. ..... ..... 011 ..... 0101111"),
    AMOSWAP_D(ZAAMO, RV64, OperandFormat.AMO, "00001 .. ..... ..... 011 ..... 0101111"),
    AMOADD_D(ZAAMO, RV64, OperandFormat.AMO, "00000 .. ..... ..... 011 ..... 0101111"),
    AMOXOR_D(ZAAMO, RV64, OperandFormat.AMO, "00100 .. ..... ..... 011 ..... 0101111"),
    AMOAND_D(ZAAMO, RV64, OperandFormat.AMO, "01100 .. ..... ..... 011 ..... 0101111"),
    AMOOR_D(ZAAMO, RV64, OperandFormat.AMO, "01000 .. ..... ..... 011 ..... 0101111"),
    AMOMIN_D(ZAAMO, RV64, OperandFormat.AMO, "10000 .. ..... ..... 011 ..... 0101111"),
    AMOMAX_D(ZAAMO, RV64, OperandFormat.AMO, "10100 .. ..... ..... 011 ..... 0101111"),
    AMOMINU_D(ZAAMO, RV64, OperandFormat.AMO, "11000 .. ..... ..... 011 ..... 0101111"),
    AMOMAXU_D(ZAAMO, RV64, OperandFormat.AMO, "11100 .. ..... ..... 011 ..... 0101111"),

    SH1ADD(ZBA, OperandFormat.R, "0010000 ..... ..... 010 ..... 0110011"),
    SH2ADD(ZBA, OperandFormat.R, "0010000 ..... ..... 100 ..... 0110011"),
    SH3ADD(ZBA, OperandFormat.R, "0010000 ..... ..... 110 ..... 0110011"),
    ADD_UW(ZBA, RV64, OperandFormat.R, "0000100 ..... ..... 000 ..... 0111011"),
    SH1ADD_UW(ZBA, RV64, OperandFormat.R, "0010000 ..... ..... 010 ..... 0111011"),
    SH2ADD_UW(ZBA, RV64, OperandFormat.R, "0010000 ..... ..... 100 ..... 0111011"),
    SH3ADD_UW(ZBA, RV64, OperandFormat.R, "0010000 ..... ..... 110 ..... 0111011"),
    SLLI_UW(ZBA, RV64, OperandFormat.SHIFT, "000010 ...... ..... 001 ..... 0011011"),

    ANDN(ZBB, OperandFormat.R, "0100000 ..... ..... 111 ..... 0110011"),
    ORN(ZBB, OperandFormat.R, "0100000 ..... ..... 110 ..... 0110011"),
    XNOR(ZBB, OperandFormat.R, "0100000 ..... ..... 100 ..... 0110011"),
    CLZ(ZBB, OperandFormat.UNARY, "011000000000 ..... 001 ..... 0010011"),
    CTZ(ZBB, OperandFormat.UNARY, "011000000001 ..... 001 ..... 0010011"),
    CPOP(ZBB, OperandFormat.UNARY, "011000000010 ..... 001 ..... 0010011"),
    CLZW(ZBB, RV64, OperandFormat.UNARY, "011000000000 ..... 001 ..... 0011011"),
    CTZW(ZBB, RV64, OperandFormat.UNARY, "011000000001 ..... 001 ..... 0011011"),
    CPOPW(ZBB, RV64, OperandFormat.UNARY, "011000000010 ..... 001 ..... 0011011"),
    MAX(ZBB, OperandFormat.R, "0000101 ..... ..... 110 ..... 0110011"),
    MAXU(ZBB, OperandFormat.R, "0000101 ..... ..... 111 ..... 0110011"),
    MIN(ZBB, OperandFormat.R, "0000101 ..... ..... 100 ..... 0110011"),
    MINU(ZBB, OperandFormat.R, "0000101 ..... ..... 101 ..... 0110011"),
    SEXT_B(ZBB, OperandFormat.UNARY, "011000000100 ..... 001 ..... 0010011"),
    SEXT_H(ZBB, OperandFormat.UNARY, "011000000101 ..... 001 ..... 0010011"),
    ZEXT_H(ZBB, RV64, OperandFormat.UNARY, "000010000000 ..... 100 ..... 0111011"),
    ZEXT_H_RV32(ZBB, RV32, OperandFormat.UNARY, "000010000000 ..... 100 ..... 0110011"),
    ROL(ZBB, OperandFormat.R, "0110000 ..... ..... 001 ..... 0110011"),
    ROLW(ZBB, RV64, OperandFormat.R, "0110000 ..... ..... 001 ..... 0111011"),
    ROR(ZBB, OperandFormat.R, "0110000 ..... ..... 101 ..... 0110011"),
    RORW(ZBB, RV64, OperandFormat.R, "0110000 ..... ..... 101 ..... 0111011"),
    RORI(ZBB, OperandFormat.SHIFT, "011000 ...... ..... 101 ..... 0010011"),
    RORIW(ZBB, RV64, OperandFormat.SHIFTW, "0110000 ..... ..... 101 ..... 0011011"),
    ORC_B(ZBB, OperandFormat.UNARY, "001010000111 ..... 101 ..... 0010011"),
    REV8(ZBB, RV64, OperandFormat.UNARY, "011010111000 ..... 101 ..... 0010011"),
    REV8_RV32(ZBB, RV32, OperandFormat.UNARY, "011010011000 ..... 101 ..... 0010011"),

    CLMUL(ZBC, OperandFormat.R, "0000101 ..... ..... 001 ..... 0110011"),
    CLMULH(ZBC, OperandFormat.R, "0000101 ..... ..... 011 ..... 0110011"),
    CLMULR(ZBC, OperandFormat.R, "0000101 ..... ..... 010 ..... 0110011"),

    BCLR(ZBS, OperandFormat.R, "0100100 ..... ..... 001 ..... 0110011"),
    BCLRI(ZBS, OperandFormat.SHIFT, "010010 ...... ..... 001 ..... 0010011"),
    BEXT(ZBS, OperandFormat.R, "0100100 ..... ..... 101 ..... 0110011"),
    BEXTI(ZBS, OperandFormat.SHIFT, "010010 ...... ..... 101 ..... 0010011"),
    BINV(ZBS, OperandFormat.R, "0110100 ..... ..... 001 ..... 0110011"),
    BINVI(ZBS, OperandFormat.SHIFT, "011010 ...... ..... 001 ..... 0010011"),
    BSET(ZBS, OperandFormat.R, "0010100 ..... ..... 001 ..... 0110011"),
    BSETI(ZBS, OperandFormat.SHIFT, "001010 ...... ..... 001 ..... 0010011"),

    CZERO_EQZ(ZICOND, OperandFormat.R, "0000111 ..... ..... 101 ..... 0110011"),
    CZERO_NEZ(ZICOND, OperandFormat.R, "0000111 ..... ..... 111 ..... 0110011"),

    WRS_NTO(ZAWRS, OperandFormat.NONE, "000000001101 00000 000 00000 1110011"),
    WRS_STO(ZAWRS, OperandFormat.NONE, "000000011101 00000 000 00000 1110011"),

    FLW(F, OperandFormat.FLOAD, "............ ..... 010 ..... 0000111"),
    FSW(F, OperandFormat.FSTORE, "....... ..... ..... 010 ..... 0100111"),
    FMADD_S(F, OperandFormat.FUSED, "..... 00 ..... ..... ... ..... 1000011"),
    FMSUB_S(F, OperandFormat.FUSED, "..... 00 ..... ..... ... ..... 1000111"),
    FNMSUB_S(F, OperandFormat.FUSED, "..... 00 ..... ..... ... ..... 1001011"),
    FNMADD_S(F, OperandFormat.FUSED, "..... 00 ..... ..... ... ..... 1001111"),
    FADD_S(F, OperandFormat.FLOAT, "0000000 ..... ..... ... ..... 1010011"),
    FSUB_S(F, OperandFormat.FLOAT, "0000100 ..... ..... ... ..... 1010011"),
    FMUL_S(F, OperandFormat.FLOAT, "0001000 ..... ..... ... ..... 1010011"),
    FDIV_S(F, OperandFormat.FLOAT, "0001100 ..... ..... ... ..... 1010011"),
    FSQRT_S(F, OperandFormat.FLOAT1, "0101100 00000 ..... ... ..... 1010011"),
    FSGNJ_S(F, OperandFormat.FPAIR, "0010000 ..... ..... 000 ..... 1010011"),
    FSGNJN_S(F, OperandFormat.FPAIR, "0010000 ..... ..... 001 ..... 1010011"),
    FSGNJX_S(F, OperandFormat.FPAIR, "0010000 ..... ..... 010 ..... 1010011"),
    FMIN_S(F, OperandFormat.FPAIR, "0010100 ..... ..... 000 ..... 1010011"),
    FMAX_S(F, OperandFormat.FPAIR, "0010100 ..... ..... 001 ..... 1010011"),
    FEQ_S(F, OperandFormat.FCOMPARE, "1010000 ..... ..... 010 ..... 1010011"),
    FLT_S(F, OperandFormat.FCOMPARE, "1010000 ..... ..... 001 ..... 1010011"),
    FLE_S(F, OperandFormat.FCOMPARE, "1010000 ..... ..... 000 ..... 1010011"),
    FCLASS_S(F, OperandFormat.FTOX, "1110000 00000 ..... 001 ..... 1010011"),
    FCVT_W_S(F, OperandFormat.FTOINT, "1100000 00000 ..... ... ..... 1010011"),
    FCVT_WU_S(F, OperandFormat.FTOINT, "1100000 00001 ..... ... ..... 1010011"),
    FCVT_L_S(F, RV64, OperandFormat.FTOINT, "1100000 00010 ..... ... ..... 1010011"),
    FCVT_LU_S(F, RV64, OperandFormat.FTOINT, "1100000 00011 ..... ... ..... 1010011"),
    FCVT_S_W(F, OperandFormat.INTTOF, "1101000 00000 ..... ... ..... 1010011"),
    FCVT_S_WU(F, OperandFormat.INTTOF, "1101000 00001 ..... ... ..... 1010011"),
    FCVT_S_L(F, RV64, OperandFormat.INTTOF, "1101000 00010 ..... ... ..... 1010011"),
    FCVT_S_LU(F, RV64, OperandFormat.INTTOF, "1101000 00011 ..... ... ..... 1010011"),
    FMV_X_W(F, OperandFormat.FTOX, "1110000 00000 ..... 000 ..... 1010011"),
    FMV_W_X(F, OperandFormat.XTOF, "1111000 00000 ..... 000 ..... 1010011"),

    FLD(D, OperandFormat.FLOAD, "............ ..... 011 ..... 0000111"),
    FSD(D, OperandFormat.FSTORE, "....... ..... ..... 011 ..... 0100111"),
    FMADD_D(D, OperandFormat.FUSED, "..... 01 ..... ..... ... ..... 1000011"),
    FMSUB_D(D, OperandFormat.FUSED, "..... 01 ..... ..... ... ..... 1000111"),
    FNMSUB_D(D, OperandFormat.FUSED, "..... 01 ..... ..... ... ..... 1001011"),
    FNMADD_D(D, OperandFormat.FUSED, "..... 01 ..... ..... ... ..... 1001111"),
    FADD_D(D, OperandFormat.FLOAT, "0000001 ..... ..... ... ..... 1010011"),
    FSUB_D(D, OperandFormat.FLOAT, "0000101 ..... ..... ... ..... 1010011"),
    FMUL_D(D, OperandFormat.FLOAT, "0001001 ..... ..... ... ..... 1010011"),
    FDIV_D(D, OperandFormat.FLOAT, "0001101 ..... ..... ... ..... 1010011"),
    FSQRT_D(D, OperandFormat.FLOAT1, "0101101 00000 ..... ... ..... 1010011"),
    FSGNJ_D(D, OperandFormat.FPAIR, "0010001 ..... ..... 000 ..... 1010011"),
    FSGNJN_D(D, OperandFormat.FPAIR, "0010001 ..... ..... 001 ..... 1010011"),
    FSGNJX_D(D, OperandFormat.FPAIR, "0010001 ..... ..... 010 ..... 1010011"),
    FMIN_D(D, OperandFormat.FPAIR, "0010101 ..... ..... 000 ..... 1010011"),
    FMAX_D(D, OperandFormat.FPAIR, "0010101 ..... ..... 001 ..... 1010011"),
    FEQ_D(D, OperandFormat.FCOMPARE, "1010001 ..... ..... 010 ..... 1010011"),
    FLT_D(D, OperandFormat.FCOMPARE, "1010001 ..... ..... 001 ..... 1010011"),
    FLE_D(D, OperandFormat.FCOMPARE, "1010001 ..... ..... 000 ..... 1010011"),
    FCLASS_D(D, OperandFormat.FTOX, "1110001 00000 ..... 001 ..... 1010011"),
    FCVT_W_D(D, OperandFormat.FTOINT, "1100001 00000 ..... ... ..... 1010011"),
    FCVT_WU_D(D, OperandFormat.FTOINT, "1100001 00001 ..... ... ..... 1010011"),
    FCVT_L_D(D, RV64, OperandFormat.FTOINT, "1100001 00010 ..... ... ..... 1010011"),
    FCVT_LU_D(D, RV64, OperandFormat.FTOINT, "1100001 00011 ..... ... ..... 1010011"),
    FCVT_D_W(D, OperandFormat.INTTOF, "1101001 00000 ..... ... ..... 1010011"),
    FCVT_D_WU(D, OperandFormat.INTTOF, "1101001 00001 ..... ... ..... 1010011"),
    FCVT_D_L(D, RV64, OperandFormat.INTTOF, "1101001 00010 ..... ... ..... 1010011"),
    FCVT_D_LU(D, RV64, OperandFormat.INTTOF, "1101001 00011 ..... ... ..... 1010011"),
    FMV_X_D(D, RV64, OperandFormat.FTOX, "1110001 00000 ..... 000 ..... 1010011"),
    FMV_D_X(D, RV64, OperandFormat.XTOF, "1111001 00000 ..... 000 ..... 1010011"),
    FCVT_S_D(D, OperandFormat.FLOAT1, "0100000 00001 ..... ... ..... 1010011"),
    FCVT_D_S(D, OperandFormat.FLOAT1, "0100001 00000 ..... ... ..... 1010011"),

    FLH(ZFHMIN, OperandFormat.FLOAD, "............ ..... 001 ..... 0000111"),
    FSH(ZFHMIN, OperandFormat.FSTORE, "....... ..... ..... 001 ..... 0100111"),
    FMADD_H(ZFH, OperandFormat.FUSED, "..... 10 ..... ..... ... ..... 1000011"),
    FMSUB_H(ZFH, OperandFormat.FUSED, "..... 10 ..... ..... ... ..... 1000111"),
    FNMSUB_H(ZFH, OperandFormat.FUSED, "..... 10 ..... ..... ... ..... 1001011"),
    FNMADD_H(ZFH, OperandFormat.FUSED, "..... 10 ..... ..... ... ..... 1001111"),
    FADD_H(ZFH, OperandFormat.FLOAT, "0000010 ..... ..... ... ..... 1010011"),
    FSUB_H(ZFH, OperandFormat.FLOAT, "0000110 ..... ..... ... ..... 1010011"),
    FMUL_H(ZFH, OperandFormat.FLOAT, "0001010 ..... ..... ... ..... 1010011"),
    FDIV_H(ZFH, OperandFormat.FLOAT, "0001110 ..... ..... ... ..... 1010011"),
    FSQRT_H(ZFH, OperandFormat.FLOAT1, "0101110 00000 ..... ... ..... 1010011"),
    FSGNJ_H(ZFH, OperandFormat.FPAIR, "0010010 ..... ..... 000 ..... 1010011"),
    FSGNJN_H(ZFH, OperandFormat.FPAIR, "0010010 ..... ..... 001 ..... 1010011"),
    FSGNJX_H(ZFH, OperandFormat.FPAIR, "0010010 ..... ..... 010 ..... 1010011"),
    FMIN_H(ZFH, OperandFormat.FPAIR, "0010110 ..... ..... 000 ..... 1010011"),
    FMAX_H(ZFH, OperandFormat.FPAIR, "0010110 ..... ..... 001 ..... 1010011"),
    FEQ_H(ZFH, OperandFormat.FCOMPARE, "1010010 ..... ..... 010 ..... 1010011"),
    FLT_H(ZFH, OperandFormat.FCOMPARE, "1010010 ..... ..... 001 ..... 1010011"),
    FLE_H(ZFH, OperandFormat.FCOMPARE, "1010010 ..... ..... 000 ..... 1010011"),
    FCLASS_H(ZFH, OperandFormat.FTOX, "1110010 00000 ..... 001 ..... 1010011"),
    FCVT_W_H(ZFH, OperandFormat.FTOINT, "1100010 00000 ..... ... ..... 1010011"),
    FCVT_WU_H(ZFH, OperandFormat.FTOINT, "1100010 00001 ..... ... ..... 1010011"),
    FCVT_L_H(ZFH, RV64, OperandFormat.FTOINT, "1100010 00010 ..... ... ..... 1010011"),
    FCVT_LU_H(ZFH, RV64, OperandFormat.FTOINT, "1100010 00011 ..... ... ..... 1010011"),
    FCVT_H_W(ZFH, OperandFormat.INTTOF, "1101010 00000 ..... ... ..... 1010011"),
    FCVT_H_WU(ZFH, OperandFormat.INTTOF, "1101010 00001 ..... ... ..... 1010011"),
    FCVT_H_L(ZFH, RV64, OperandFormat.INTTOF, "1101010 00010 ..... ... ..... 1010011"),
    FCVT_H_LU(ZFH, RV64, OperandFormat.INTTOF, "1101010 00011 ..... ... ..... 1010011"),
    FMV_X_H(ZFHMIN, OperandFormat.FTOX, "1110010 00000 ..... 000 ..... 1010011"),
    FMV_H_X(ZFHMIN, OperandFormat.XTOF, "1111010 00000 ..... 000 ..... 1010011"),
    FCVT_S_H(ZFHMIN, OperandFormat.FLOAT1, "0100000 00010 ..... ... ..... 1010011"),
    FCVT_H_S(ZFHMIN, OperandFormat.FLOAT1, "0100010 00000 ..... ... ..... 1010011"),
    FCVT_D_H(ZFHMIN, OperandFormat.FLOAT1, "0100001 00010 ..... ... ..... 1010011") {
        @Override
        public boolean existsIn(Isa isa) {
            return super.existsIn(isa) && isa.has(D);
        }
    },
    FCVT_H_D(ZFHMIN, OperandFormat.FLOAT1, "0100010 00001 ..... ... ..... 1010011") {
        @Override
        public boolean existsIn(Isa isa) {
            return super.existsIn(isa) && isa.has(D);
        }
    };

    private final Extension extension;
    private final Width width;
    private final OperandFormat format;
    private final Pattern pattern;
    private final String mnemonic;

    Op(Extension extension, OperandFormat format, String pattern) {
        this(extension, Width.ANY, format, pattern);
    }

    Op(Extension extension, Width width, OperandFormat format, String pattern) {
        this.extension = extension;
        this.width = width;
        this.format = format;
        this.pattern = Pattern.of(pattern);
        this.mnemonic = name().toLowerCase(Locale.ROOT).replace("_rv32", "").replace('_', '.');
    }

    /** As an assembler spells it. */
    public String mnemonic() {
        return mnemonic;
    }

    public Extension extension() {
        return extension;
    }

    /** Whether a machine with this instruction set has it. */
    public boolean existsIn(Isa isa) {
        return isa.has(extension) && width.fits(isa.xlen());
    }

    /** Whether its result needs no rounding, although it has a rounding mode. */
    boolean isExact() {
        return switch (this) {
            case FCVT_D_S, FCVT_D_W, FCVT_D_WU, FCVT_S_H, FCVT_D_H -> true;
            default -> false;
        };
    }

    public OperandFormat format() {
        return format;
    }

    Pattern pattern() {
        return pattern;
    }
}
