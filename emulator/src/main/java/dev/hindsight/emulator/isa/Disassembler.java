package dev.hindsight.emulator.isa;

import java.util.Optional;
import java.util.regex.MatchResult;

/** Writes instructions as objdump does, pseudo-instructions included; jump targets are absolute, with 0x. */
public final class Disassembler {
    private static final java.util.regex.Pattern OPERAND = java.util.regex.Pattern.compile("[a-z]+[0-9]?");

    private final int xlen;
    private final Decoder decoder;

    /** Knows every instruction that exists at this width, whether or not a particular machine has it. */
    public Disassembler(int xlen) {
        this.xlen = xlen;
        this.decoder = new Decoder(Isa.everything(xlen));
    }

    /** Bytes of the instruction that starts with this halfword, 2 or 4. */
    public static int length(int bits) {
        return Decoder.length(bits);
    }

    /** The text of the instruction at {@code pc}; {@code bits} may hold more than it takes. */
    public String disassemble(long pc, int bits) {
        return decoder.decode(bits).map(instruction -> text(pc, instruction)).orElseGet(() -> raw(bits));
    }

    private String text(long pc, Instruction instruction) {
        Optional<Alias> alias =
                Alias.ALL.stream().filter(each -> each.fits(instruction)).findFirst();
        String mnemonic =
                alias.map(Alias::mnemonic).orElseGet(() -> instruction.op().mnemonic() + ordering(instruction));
        String operands = alias.map(Alias::operands).orElse(instruction.op().format().operands);
        String written =
                OPERAND.matcher(operands).replaceAll(match -> operand(match, pc, instruction)) + rounding(instruction);
        return written.isEmpty() ? mnemonic : mnemonic + " " + written;
    }

    private String operand(MatchResult name, long pc, Instruction of) {
        return switch (name.group()) {
            case "rd" -> Register.x(of.rd()).abi();
            case "rs1" -> Register.x(of.rs1()).abi();
            case "rs2" -> Register.x(of.rs2()).abi();
            case "frd" -> FloatRegister.f(of.rd()).abi();
            case "frs1" -> FloatRegister.f(of.rs1()).abi();
            case "frs2" -> FloatRegister.f(of.rs2()).abi();
            case "frs3" -> FloatRegister.f(of.imm() >>> 3).abi();
            case "imm" -> Integer.toString(of.imm());
            case "shamt" -> "0x%x".formatted(of.imm());
            case "upper" -> "0x%x".formatted(of.imm() >>> 12);
            case "target" -> "0x%x".formatted(address(pc + of.imm()));
            case "csr" -> Csr.at(of.imm()).map(Csr::name).orElseGet(() -> "0x%x".formatted(of.imm()));
            case "zimm" -> Integer.toString(of.rs1());
            case "pred" -> fenceSet(of.imm() >>> 4);
            case "succ" -> fenceSet(of.imm());
            default -> throw new IllegalStateException(name.group());
        };
    }

    private long address(long value) {
        return xlen == 64 ? value : value & 0xffff_ffffL;
    }

    private static String ordering(Instruction instruction) {
        boolean atomic = instruction.op().format() == OperandFormat.AMO
                || instruction.op().format() == OperandFormat.LR;
        if (!atomic) {
            return "";
        }
        return switch (instruction.imm()) {
            case 1 -> ".rl";
            case 2 -> ".aq";
            case 3 -> ".aqrl";
            default -> "";
        };
    }

    /** Only a mode that the instruction chooses itself; what is always exact has none. */
    private static String rounding(Instruction of) {
        if (!of.op().format().rounds() || of.op().isExact()) {
            return "";
        }
        return switch (of.imm() & 7) {
            case 0 -> ",rne";
            case 1 -> ",rtz";
            case 2 -> ",rdn";
            case 3 -> ",rup";
            case 4 -> ",rmm";
            case 7 -> "";
            default -> ",unknown";
        };
    }

    private static String fenceSet(int bits) {
        StringBuilder set = new StringBuilder();
        for (int i = 0; i < 4; i++) {
            if ((bits & 8 >>> i) != 0) {
                set.append("iorw".charAt(i));
            }
        }
        return set.isEmpty() ? "unknown" : set.toString();
    }

    private static String raw(int bits) {
        if (length(bits) == 4) {
            return ".4byte 0x%x".formatted(bits);
        }
        int half = bits & 0xffff;
        return half == 0 ? "unimp" : ".2byte 0x%x".formatted(half);
    }
}
