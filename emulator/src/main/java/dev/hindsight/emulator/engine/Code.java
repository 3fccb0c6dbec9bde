package dev.hindsight.emulator.engine;

/**
 * What the interpreter's switch dispatches on: dense numbers. On RV32 an {@code Op} becomes the code that works on 32
 * bits, so that there is one executor for both widths.
 */
final class Code {
    static final int UNDECODED = 0;
    static final int BREAK = 1;
    static final int NEXT_PAGE = 2;
    static final int FETCH_FAULT = 3;
    static final int ILLEGAL = 4;
    static final int ECALL = 5;
    static final int EBREAK = 6;
    static final int MRET = 7;
    static final int WFI = 8;
    static final int NOP = 9;

    static final int LUI = 10;
    static final int AUIPC = 11;
    static final int JAL = 12;
    static final int JALR = 13;
    static final int BEQ = 14;
    static final int BNE = 15;
    static final int BLT = 16;
    static final int BGE = 17;
    static final int BLTU = 18;
    static final int BGEU = 19;
    static final int LB = 20;
    static final int LH = 21;
    static final int LW = 22;
    static final int LD = 23;
    static final int LBU = 24;
    static final int LHU = 25;
    static final int LWU = 26;
    static final int SB = 27;
    static final int SH = 28;
    static final int SW = 29;
    static final int SD = 30;
    static final int ADDI = 31;
    static final int SLTI = 32;
    static final int SLTIU = 33;
    static final int XORI = 34;
    static final int ORI = 35;
    static final int ANDI = 36;
    static final int SLLI = 37;
    static final int SRLI = 38;
    static final int SRAI = 39;
    static final int ADD = 40;
    static final int SUB = 41;
    static final int SLL = 42;
    static final int SLT = 43;
    static final int SLTU = 44;
    static final int XOR = 45;
    static final int SRL = 46;
    static final int SRA = 47;
    static final int OR = 48;
    static final int AND = 49;
    static final int ADDIW = 50;
    static final int SLLIW = 51;
    static final int SRLIW = 52;
    static final int SRAIW = 53;
    static final int ADDW = 54;
    static final int SUBW = 55;
    static final int SLLW = 56;
    static final int SRLW = 57;
    static final int SRAW = 58;
    static final int MUL = 59;
    static final int MULW = 60;
    static final int DIV = 61;
    static final int DIVU = 62;
    static final int REM = 63;
    static final int REMU = 64;
    static final int DIVW = 65;
    static final int DIVUW = 66;
    static final int REMW = 67;
    static final int REMUW = 68;
    static final int MULH = 69;
    static final int MULHSU = 70;
    static final int MULHU = 71;
    static final int MULH32 = 72;
    static final int MULHSU32 = 73;
    static final int MULHU32 = 74;

    static final int CSRRW = 75;
    static final int CSRRS = 76;
    static final int CSRRC = 77;
    static final int CSRRWI = 78;
    static final int CSRRSI = 79;
    static final int CSRRCI = 80;

    /** The eleven atomics on words; those on doublewords follow in the same order. */
    static final int LR_W = 81;

    static final int SC_W = 82;
    static final int AMOSWAP_W = 83;
    static final int AMOADD_W = 84;
    static final int AMOXOR_W = 85;
    static final int AMOAND_W = 86;
    static final int AMOOR_W = 87;
    static final int AMOMIN_W = 88;
    static final int AMOMAX_W = 89;
    static final int AMOMINU_W = 90;
    static final int AMOMAXU_W = 91;
    static final int LR_D = 92;
    static final int ATOMICS = LR_D - LR_W;

    /** As many as {@link Word} has room for. */
    static final int LIMIT = 128;

    private Code() {}
}
