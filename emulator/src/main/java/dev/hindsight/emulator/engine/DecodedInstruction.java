package dev.hindsight.emulator.engine;

/**
 * A decoded instruction in one {@code long}, from the lowest bit: code (8 bits), rd (6: x0 is the sink), rs1 (5), rs2 (5),
 * length in halfwords (2), the code that a breakpoint mark hides (8), immediate (30, signed).
 */
final class DecodedInstruction {
    /** An upper immediate is kept without its twelve zeros. */
    static final int UPPER_SHIFT = 12;

    private static final int CODE_MASK = Opcode.LIMIT - 1;
    private static final int RD_SHIFT = 8;
    private static final int RS1_SHIFT = 14;
    private static final int RS2_SHIFT = 19;
    private static final int LENGTH_SHIFT = 24;
    private static final int HIDDEN_SHIFT = 26;
    private static final int IMM_SHIFT = 34;

    private DecodedInstruction() {}

    static long of(int code, int rd, int rs1, int rs2, int halfwords, int imm) {
        return code
                | (long) rd << RD_SHIFT
                | (long) rs1 << RS1_SHIFT
                | (long) rs2 << RS2_SHIFT
                | (long) halfwords << LENGTH_SHIFT
                | (long) imm << IMM_SHIFT;
    }

    static int code(long word) {
        return (int) word & CODE_MASK;
    }

    static int rd(long word) {
        return (int) word >>> RD_SHIFT & 63;
    }

    static int rs1(long word) {
        return (int) word >>> RS1_SHIFT & 31;
    }

    static int rs2(long word) {
        return (int) word >>> RS2_SHIFT & 31;
    }

    static int halfwords(long word) {
        return (int) word >>> LENGTH_SHIFT & 3;
    }

    static int imm(long word) {
        return (int) (word >> IMM_SHIFT);
    }

    /** The word with a breakpoint before it. */
    static long marked(long word) {
        return word & ~CODE_MASK | Opcode.BREAK | (long) code(word) << HIDDEN_SHIFT;
    }

    static long unmarked(long word) {
        return word & ~CODE_MASK & ~((long) CODE_MASK << HIDDEN_SHIFT) | word >>> HIDDEN_SHIFT & CODE_MASK;
    }
}
