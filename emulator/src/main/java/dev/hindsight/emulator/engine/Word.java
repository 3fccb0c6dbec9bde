package dev.hindsight.emulator.engine;

/**
 * A decoded instruction in one {@code long}: code (7 bits), rd (6: x0 is the sink), rs1 (5), rs2 (5), length in halfwords
 * (2), the code that a breakpoint mark hides (7), immediate (32).
 */
final class Word {
    private static final int CODE_MASK = Code.LIMIT - 1;
    private static final int HIDDEN_SHIFT = 25;

    private Word() {}

    static long of(int code, int rd, int rs1, int rs2, int halfwords, int imm) {
        return code | (long) rd << 7 | (long) rs1 << 13 | (long) rs2 << 18 | (long) halfwords << 23 | (long) imm << 32;
    }

    static int code(long word) {
        return (int) word & CODE_MASK;
    }

    static int rd(long word) {
        return (int) word >>> 7 & 63;
    }

    static int rs1(long word) {
        return (int) word >>> 13 & 31;
    }

    static int rs2(long word) {
        return (int) word >>> 18 & 31;
    }

    static int halfwords(long word) {
        return (int) word >>> 23 & 3;
    }

    static int imm(long word) {
        return (int) (word >> 32);
    }

    /** The word with a breakpoint before it. */
    static long marked(long word) {
        return word & ~CODE_MASK | Code.BREAK | (long) code(word) << HIDDEN_SHIFT;
    }

    static long unmarked(long word) {
        return word & ~CODE_MASK & ~((long) CODE_MASK << HIDDEN_SHIFT) | word >>> HIDDEN_SHIFT & CODE_MASK;
    }
}
