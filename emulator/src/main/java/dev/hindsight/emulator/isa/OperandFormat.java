package dev.hindsight.emulator.isa;

/**
 * Which operands an instruction has, where they lie, and how an assembler writes them. The operands' text has a name for
 * each operand and punctuation between: see {@link Disassembler}.
 */
public enum OperandFormat {
    R("rd,rs1,rs2", "uimm"),
    UNARY("rd,rs1", "uimm"),
    I("rd,rs1,imm", "imm 31:20=11:0"),
    LOAD("rd,imm(rs1)", "imm 31:20=11:0"),
    STORE("rs2,imm(rs1)", "imm 31:25=11:5 11:7=4:0"),
    BRANCH("rs1,rs2,target", "imm 31:31=12 30:25=10:5 11:8=4:1 7:7=11"),
    U("rd,upper", "imm 31:12=31:12"),
    JUMP("rd,target", "imm 31:12=20|10:1|11|19:12"),
    SHIFT("rd,rs1,shamt", "uimm 25:20=5:0"),
    SHIFTW("rd,rs1,shamt", "uimm 24:20=4:0"),
    CSR("rd,csr,rs1", "uimm 31:20=11:0"),
    /** The five bits of rs1 are an immediate. */
    CSRI("rd,csr,zimm", "uimm 31:20=11:0"),
    /** The immediate holds aq (bit 1) and rl (bit 0). */
    AMO("rd,rs2,(rs1)", "uimm 26:25=1:0"),
    LR("rd,(rs1)", "uimm 26:25=1:0"),
    /** The immediate holds fm, predecessors and successors; rd and rs1 are reserved and ignored. */
    FENCE("rd rs1", "uimm 31:20=11:0"),
    /** An address and an address space; x0 stands for all of them. */
    PAGES("rs1,rs2", "uimm"),
    FLOAD("frd,imm(rs1)", "imm 31:20=11:0"),
    FSTORE("frs2,imm(rs1)", "imm 31:25=11:5 11:7=4:0"),
    /** The immediate of what rounds holds the rounding mode (bits 2 to 0), and rs3 above it. */
    FUSED("frd,frs1,frs2,frs3", "uimm 14:12=2:0 31:27=7:3"),
    FLOAT("frd,frs1,frs2", "uimm 14:12=2:0"),
    FLOAT1("frd,frs1", "uimm 14:12=2:0"),
    FTOINT("rd,frs1", "uimm 14:12=2:0"),
    INTTOF("frd,rs1", "uimm 14:12=2:0"),
    FPAIR("frd,frs1,frs2", "uimm"),
    FCOMPARE("rd,frs1,frs2", "uimm"),
    FTOX("rd,frs1", "uimm"),
    XTOF("frd,rs1", "uimm"),
    NONE("", "uimm");

    final String operands;
    private final Immediate immediate;
    private final boolean rd;
    private final boolean rs1;
    private final boolean rs2;

    OperandFormat(String operands, String immediate) {
        this.operands = operands;
        this.immediate = Immediate.of(immediate);
        this.rd = operands.contains("rd");
        this.rs1 = operands.contains("rs1") || operands.contains("zimm");
        this.rs2 = operands.contains("rs2");
    }

    /** Whether it is one of floating point. */
    public boolean isFloat() {
        return operands.contains("f");
    }

    /** Whether rd is a floating-point register. */
    public boolean writesFloat() {
        return operands.contains("frd");
    }

    /** Whether the immediate holds a rounding mode. */
    public boolean rounds() {
        return switch (this) {
            case FUSED, FLOAT, FLOAT1, FTOINT, INTTOF -> true;
            default -> false;
        };
    }

    Instruction decode(Op op, int bits) {
        return new Instruction(
                op,
                rd ? bits >>> 7 & 31 : 0,
                rs1 ? bits >>> 15 & 31 : 0,
                rs2 ? bits >>> 20 & 31 : 0,
                immediate.extract(bits),
                4);
    }

    int encode(Instruction of) {
        return (rd ? of.rd() << 7 : 0)
                | (rs1 ? of.rs1() << 15 : 0)
                | (rs2 ? of.rs2() << 20 : 0)
                | immediate.insert(of.imm());
    }
}
