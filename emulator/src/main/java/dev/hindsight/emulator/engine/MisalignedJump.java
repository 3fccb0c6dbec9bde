package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.OperandFormat;

/** A branch or jump to no multiple of 4, where all instructions begin at one: it traps if it is taken. */
final class MisalignedJump {
    private static final int CONDITION_SHIFT = 12;
    private static final int CONDITION = 7;
    private static final int ALWAYS = 2;

    private MisalignedJump() {}

    /** Distance and condition in one immediate. */
    static int of(Instruction from) {
        boolean branch = from.op().format() == OperandFormat.BRANCH;
        int condition = branch ? from.encode() >>> CONDITION_SHIFT & CONDITION : ALWAYS;
        return from.imm() << 3 | condition;
    }

    static long distance(int imm) {
        return imm >> 3;
    }

    /** By the funct3 of the branch. [Unpriv 2.2 §24] */
    static boolean isTaken(int imm, long a, long b) {
        return switch (imm & CONDITION) {
            case 0 -> a == b;
            case 1 -> a != b;
            case 4 -> a < b;
            case 5 -> a >= b;
            case 6 -> Long.compareUnsigned(a, b) < 0;
            case 7 -> Long.compareUnsigned(a, b) >= 0;
            default -> true;
        };
    }
}
