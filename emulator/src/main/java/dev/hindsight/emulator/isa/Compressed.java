package dev.hindsight.emulator.isa;

import static dev.hindsight.emulator.isa.Compressed.Field.AT_11_7;
import static dev.hindsight.emulator.isa.Compressed.Field.AT_6_2;
import static dev.hindsight.emulator.isa.Compressed.Field.NZ_11_7;
import static dev.hindsight.emulator.isa.Compressed.Field.POPULAR_4_2;
import static dev.hindsight.emulator.isa.Compressed.Field.POPULAR_9_7;
import static dev.hindsight.emulator.isa.Compressed.Field.RA;
import static dev.hindsight.emulator.isa.Compressed.Field.SP;
import static dev.hindsight.emulator.isa.Compressed.Field.X0;

import java.util.Optional;

/** The 16-bit forms: what each expands to. Where two patterns match, the earlier row holds. [Unpriv 2.2 §16.8] */
enum Compressed {
    ADDI4SPN("000 ........ ... 00", Op.ADDI, POPULAR_4_2, SP, X0, "nzuimm 12:5=5:4|9:6|2|3"),
    FLD("001 ... ... .. ... 00", Op.FLD, POPULAR_4_2, POPULAR_9_7, X0, "uimm 12:10=5:3 6:5=7:6"),
    LW("010 ... ... .. ... 00", Op.LW, POPULAR_4_2, POPULAR_9_7, X0, "uimm 12:10=5:3 6:5=2|6"),
    LD("011 ... ... .. ... 00", Op.LD, POPULAR_4_2, POPULAR_9_7, X0, "uimm 12:10=5:3 6:5=7:6"),
    FLW("011 ... ... .. ... 00", Op.FLW, POPULAR_4_2, POPULAR_9_7, X0, "uimm 12:10=5:3 6:5=2|6"),
    FSD("101 ... ... .. ... 00", Op.FSD, X0, POPULAR_9_7, POPULAR_4_2, "uimm 12:10=5:3 6:5=7:6"),
    SW("110 ... ... .. ... 00", Op.SW, X0, POPULAR_9_7, POPULAR_4_2, "uimm 12:10=5:3 6:5=2|6"),
    SD("111 ... ... .. ... 00", Op.SD, X0, POPULAR_9_7, POPULAR_4_2, "uimm 12:10=5:3 6:5=7:6"),
    FSW("111 ... ... .. ... 00", Op.FSW, X0, POPULAR_9_7, POPULAR_4_2, "uimm 12:10=5:3 6:5=2|6"),

    ADDI("000 . ..... ..... 01", Op.ADDI, AT_11_7, AT_11_7, X0, "imm 12:12=5 6:2=4:0"),
    JAL("001 ........... 01", Op.JAL, RA, X0, X0, "imm 12:2=11|4|9:8|10|6|7|3:1|5") {
        @Override
        boolean existsIn(Isa isa) {
            return super.existsIn(isa) && isa.xlen() == 32;
        }
    },
    ADDIW("001 . ..... ..... 01", Op.ADDIW, NZ_11_7, AT_11_7, X0, "imm 12:12=5 6:2=4:0"),
    LI("010 . ..... ..... 01", Op.ADDI, AT_11_7, X0, X0, "imm 12:12=5 6:2=4:0"),
    ADDI16SP("011 . 00010 ..... 01", Op.ADDI, SP, SP, X0, "nzimm 12:12=9 6:2=4|6|8:7|5"),
    LUI("011 . ..... ..... 01", Op.LUI, AT_11_7, X0, X0, "nzimm 12:12=17 6:2=16:12"),
    SRLI("100 . 00 ... ..... 01", Op.SRLI, POPULAR_9_7, POPULAR_9_7, X0, "uimm 12:12=5 6:2=4:0"),
    SRAI("100 . 01 ... ..... 01", Op.SRAI, POPULAR_9_7, POPULAR_9_7, X0, "uimm 12:12=5 6:2=4:0"),
    ANDI("100 . 10 ... ..... 01", Op.ANDI, POPULAR_9_7, POPULAR_9_7, X0, "imm 12:12=5 6:2=4:0"),
    SUB("100 0 11 ... 00 ... 01", Op.SUB, POPULAR_9_7, POPULAR_9_7, POPULAR_4_2, "uimm"),
    XOR("100 0 11 ... 01 ... 01", Op.XOR, POPULAR_9_7, POPULAR_9_7, POPULAR_4_2, "uimm"),
    OR("100 0 11 ... 10 ... 01", Op.OR, POPULAR_9_7, POPULAR_9_7, POPULAR_4_2, "uimm"),
    AND("100 0 11 ... 11 ... 01", Op.AND, POPULAR_9_7, POPULAR_9_7, POPULAR_4_2, "uimm"),
    SUBW("100 1 11 ... 00 ... 01", Op.SUBW, POPULAR_9_7, POPULAR_9_7, POPULAR_4_2, "uimm"),
    ADDW("100 1 11 ... 01 ... 01", Op.ADDW, POPULAR_9_7, POPULAR_9_7, POPULAR_4_2, "uimm"),
    J("101 ........... 01", Op.JAL, X0, X0, X0, "imm 12:2=11|4|9:8|10|6|7|3:1|5"),
    BEQZ("110 ... ... ..... 01", Op.BEQ, X0, POPULAR_9_7, X0, "imm 12:10=8|4:3 6:2=7:6|2:1|5"),
    BNEZ("111 ... ... ..... 01", Op.BNE, X0, POPULAR_9_7, X0, "imm 12:10=8|4:3 6:2=7:6|2:1|5"),

    SLLI("000 . ..... ..... 10", Op.SLLI, AT_11_7, AT_11_7, X0, "uimm 12:12=5 6:2=4:0"),
    FLDSP("001 . ..... ..... 10", Op.FLD, AT_11_7, SP, X0, "uimm 12:12=5 6:2=4:3|8:6"),
    LWSP("010 . ..... ..... 10", Op.LW, NZ_11_7, SP, X0, "uimm 12:12=5 6:2=4:2|7:6"),
    LDSP("011 . ..... ..... 10", Op.LD, NZ_11_7, SP, X0, "uimm 12:12=5 6:2=4:3|8:6"),
    FLWSP("011 . ..... ..... 10", Op.FLW, AT_11_7, SP, X0, "uimm 12:12=5 6:2=4:2|7:6"),
    JR("100 0 ..... 00000 10", Op.JALR, X0, NZ_11_7, X0, "uimm"),
    MV("100 0 ..... ..... 10", Op.ADD, AT_11_7, X0, AT_6_2, "uimm"),
    EBREAK("100 1 00000 00000 10", Op.EBREAK, X0, X0, X0, "uimm"),
    JALR("100 1 ..... 00000 10", Op.JALR, RA, NZ_11_7, X0, "uimm"),
    ADD("100 1 ..... ..... 10", Op.ADD, AT_11_7, AT_11_7, AT_6_2, "uimm"),
    FSDSP("101 ...... ..... 10", Op.FSD, X0, SP, AT_6_2, "uimm 12:7=5:3|8:6"),
    SWSP("110 ...... ..... 10", Op.SW, X0, SP, AT_6_2, "uimm 12:7=5:2|7:6"),
    SDSP("111 ...... ..... 10", Op.SD, X0, SP, AT_6_2, "uimm 12:7=5:3|8:6"),
    FSWSP("111 ...... ..... 10", Op.FSW, X0, SP, AT_6_2, "uimm 12:7=5:2|7:6");

    private final Pattern pattern;
    private final Op op;
    private final Field rd;
    private final Field rs1;
    private final Field rs2;
    private final Immediate immediate;

    Compressed(String pattern, Op op, Field rd, Field rs1, Field rs2, String immediate) {
        this.pattern = Pattern.of(pattern);
        this.op = op;
        this.rd = rd;
        this.rs1 = rs1;
        this.rs2 = rs2;
        this.immediate = Immediate.of(immediate);
    }

    boolean matches(int bits, Isa isa) {
        return existsIn(isa) && pattern.matches(bits);
    }

    boolean existsIn(Isa isa) {
        return isa.has(extension()) && op.existsIn(isa);
    }

    private Extension extension() {
        return switch (op.extension()) {
            case D -> Extension.ZCD;
            case F -> Extension.ZCF;
            default -> Extension.ZCA;
        };
    }

    /** What these bits stand for; empty if they are reserved. */
    Optional<Instruction> expand(int bits) {
        int imm = immediate.extract(bits);
        boolean reserved = immediate.reserved(imm) || rd.reserved(bits) || rs1.reserved(bits);
        Instruction expanded = new Instruction(op, rd.of(bits), rs1.of(bits), rs2.of(bits), imm, 2);
        return reserved ? Optional.empty() : Optional.of(expanded);
    }

    /** Where a register number comes from; the popular ones are x8 to x15. */
    enum Field {
        X0(0, 0, 0),
        RA(0, 0, 1),
        SP(0, 0, 2),
        AT_11_7(7, 31, 0),
        /** Zero is reserved. */
        NZ_11_7(7, 31, 0),
        AT_6_2(2, 31, 0),
        POPULAR_4_2(2, 7, 8),
        POPULAR_9_7(7, 7, 8);

        private final int shift;
        private final int mask;
        private final int base;

        Field(int shift, int mask, int base) {
            this.shift = shift;
            this.mask = mask;
            this.base = base;
        }

        int of(int bits) {
            return (bits >>> shift & mask) + base;
        }

        boolean reserved(int bits) {
            return this == NZ_11_7 && of(bits) == 0;
        }
    }
}
