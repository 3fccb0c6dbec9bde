package dev.hindsight.emulator.isa;

import java.util.List;

/**
 * A name that assemblers have for a special case of an instruction.
 *
 * @param when operands that must have these values, such as {@code "rd=0 imm=0"}
 * @param operands as in {@link OperandFormat}
 */
record Alias(Op op, String when, String mnemonic, String operands) {
    /** As in binutils: where several fit, the first one is printed. */
    static final List<Alias> ALL = List.of(
            new Alias(Op.ADDI, "rd=0 rs1=0 imm=0", "nop", ""),
            new Alias(Op.ADDI, "rs1=0", "li", "rd,imm"),
            new Alias(Op.ADDI, "imm=0", "mv", "rd,rs1"),
            new Alias(Op.ADD, "rs1=0 length=2", "mv", "rd,rs2"),
            new Alias(Op.ADDIW, "imm=0", "sext.w", "rd,rs1"),
            new Alias(Op.ADD_UW, "rs2=0", "zext.w", "rd,rs1"),
            new Alias(Op.ANDI, "imm=255", "zext.b", "rd,rs1"),
            new Alias(Op.XORI, "imm=-1", "not", "rd,rs1"),
            new Alias(Op.SUB, "rs1=0", "neg", "rd,rs2"),
            new Alias(Op.SUBW, "rs1=0", "negw", "rd,rs2"),
            new Alias(Op.SLTIU, "imm=1", "seqz", "rd,rs1"),
            new Alias(Op.SLTU, "rs1=0", "snez", "rd,rs2"),
            new Alias(Op.SLT, "rs2=0", "sltz", "rd,rs1"),
            new Alias(Op.SLT, "rs1=0", "sgtz", "rd,rs2"),
            new Alias(Op.BEQ, "rs2=0", "beqz", "rs1,target"),
            new Alias(Op.BNE, "rs2=0", "bnez", "rs1,target"),
            new Alias(Op.BGE, "rs1=0", "blez", "rs2,target"),
            new Alias(Op.BGE, "rs2=0", "bgez", "rs1,target"),
            new Alias(Op.BLT, "rs2=0", "bltz", "rs1,target"),
            new Alias(Op.BLT, "rs1=0", "bgtz", "rs2,target"),
            new Alias(Op.JAL, "rd=0", "j", "target"),
            new Alias(Op.JAL, "rd=1", "jal", "target"),
            new Alias(Op.JALR, "rd=0 rs1=1 imm=0", "ret", ""),
            new Alias(Op.JALR, "rd=0 imm=0", "jr", "rs1"),
            new Alias(Op.JALR, "rd=0", "jr", "imm(rs1)"),
            new Alias(Op.JALR, "rd=1 imm=0", "jalr", "rs1"),
            new Alias(Op.JALR, "rd=1", "jalr", "imm(rs1)"),
            new Alias(Op.JALR, "imm=0", "jalr", "rd,rs1"),
            new Alias(Op.FSGNJ_S, "rs1=rs2", "fmv.s", "frd,frs1"),
            new Alias(Op.FSGNJN_S, "rs1=rs2", "fneg.s", "frd,frs1"),
            new Alias(Op.FSGNJX_S, "rs1=rs2", "fabs.s", "frd,frs1"),
            new Alias(Op.FSGNJ_D, "rs1=rs2", "fmv.d", "frd,frs1"),
            new Alias(Op.FSGNJN_D, "rs1=rs2", "fneg.d", "frd,frs1"),
            new Alias(Op.FSGNJX_D, "rs1=rs2", "fabs.d", "frd,frs1"),
            new Alias(Op.FSGNJ_H, "rs1=rs2", "fmv.h", "frd,frs1"),
            new Alias(Op.FSGNJN_H, "rs1=rs2", "fneg.h", "frd,frs1"),
            new Alias(Op.FSGNJX_H, "rs1=rs2", "fabs.h", "frd,frs1"),
            new Alias(Op.CSRRS, "rs1=0 imm=0x003", "frcsr", "rd"),
            new Alias(Op.CSRRW, "rd=0 imm=0x003", "fscsr", "rs1"),
            new Alias(Op.CSRRW, "imm=0x003", "fscsr", "rd,rs1"),
            new Alias(Op.CSRRS, "rs1=0 imm=0x002", "frrm", "rd"),
            new Alias(Op.CSRRW, "rd=0 imm=0x002", "fsrm", "rs1"),
            new Alias(Op.CSRRW, "imm=0x002", "fsrm", "rd,rs1"),
            new Alias(Op.CSRRWI, "rd=0 imm=0x002", "fsrmi", "zimm"),
            new Alias(Op.CSRRWI, "imm=0x002", "fsrmi", "rd,zimm"),
            new Alias(Op.CSRRS, "rs1=0 imm=0x001", "frflags", "rd"),
            new Alias(Op.CSRRW, "rd=0 imm=0x001", "fsflags", "rs1"),
            new Alias(Op.CSRRW, "imm=0x001", "fsflags", "rd,rs1"),
            new Alias(Op.CSRRWI, "rd=0 imm=0x001", "fsflagsi", "zimm"),
            new Alias(Op.CSRRWI, "imm=0x001", "fsflagsi", "rd,zimm"),
            new Alias(Op.CSRRW, "rd=0 rs1=0 imm=0xc00", "unimp", ""),
            new Alias(Op.CSRRS, "rs1=0 imm=0xc00", "rdcycle", "rd"),
            new Alias(Op.CSRRS, "rs1=0 imm=0xc01", "rdtime", "rd"),
            new Alias(Op.CSRRS, "rs1=0 imm=0xc02", "rdinstret", "rd"),
            new Alias(Op.CSRRS, "rs1=0 imm=0xc80", "rdcycleh", "rd"),
            new Alias(Op.CSRRS, "rs1=0 imm=0xc81", "rdtimeh", "rd"),
            new Alias(Op.CSRRS, "rs1=0 imm=0xc82", "rdinstreth", "rd"),
            new Alias(Op.CSRRS, "rs1=0", "csrr", "rd,csr"),
            new Alias(Op.CSRRW, "rd=0", "csrw", "csr,rs1"),
            new Alias(Op.CSRRS, "rd=0", "csrs", "csr,rs1"),
            new Alias(Op.CSRRC, "rd=0", "csrc", "csr,rs1"),
            new Alias(Op.CSRRWI, "rd=0", "csrwi", "csr,zimm"),
            new Alias(Op.CSRRSI, "rd=0", "csrsi", "csr,zimm"),
            new Alias(Op.CSRRCI, "rd=0", "csrci", "csr,zimm"),
            new Alias(Op.FENCE, "rd=0 rs1=0 imm=0xff", "fence", ""),
            new Alias(Op.FENCE, "rd=0 rs1=0 imm=0x833", "fence.tso", ""),
            new Alias(Op.FENCE, "rd=0 rs1=0 imm=0x10", "pause", ""),
            new Alias(Op.FENCE, "", "fence", "pred,succ"),
            new Alias(Op.FENCE_I, "", "fence.i", ""),
            new Alias(Op.SFENCE_VMA, "rs1=0 rs2=0", "sfence.vma", ""),
            new Alias(Op.SFENCE_VMA, "rs2=0", "sfence.vma", "rs1"));

    boolean fits(Instruction instruction) {
        if (instruction.op() != op) {
            return false;
        }
        for (String condition : when.split(" ")) {
            String[] sides = condition.split("=");
            if (sides.length == 2 && operand(sides[0], instruction) != value(sides[1], instruction)) {
                return false;
            }
        }
        return true;
    }

    /** A number, or another operand. */
    private static int value(String side, Instruction of) {
        return Character.isDigit(side.charAt(0)) || side.charAt(0) == '-' ? Integer.decode(side) : operand(side, of);
    }

    private static int operand(String name, Instruction of) {
        return switch (name) {
            case "rd" -> of.rd();
            case "rs1" -> of.rs1();
            case "rs2" -> of.rs2();
            case "length" -> of.length();
            default -> of.imm();
        };
    }
}
