package dev.hindsight.emulator.isa;

/**
 * A decoded instruction. A compressed one is what it expands to, with length 2.
 *
 * @param imm sign-extended, already shifted; see {@link OperandFormat} for what else is kept here
 * @param length bytes that it takes in memory, 2 or 4
 */
public record Instruction(Op op, int rd, int rs1, int rs2, int imm, int length) {
    /** The 32-bit encoding. */
    public int encode() {
        return op.pattern().match() | op.format().encode(this);
    }
}
