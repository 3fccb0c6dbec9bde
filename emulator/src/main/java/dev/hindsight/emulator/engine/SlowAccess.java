package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.fp.Format;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;

/** Loads and stores that need more than a look at RAM: all of what an access can do. */
final class SlowAccess {
    private SlowAccess() {}

    static void load(Hart hart, Memory memory, long w) {
        long address = address(hart, w);
        hart.x()[Word.rd(w)] = switch (Word.code(w)) {
            case Code.LB -> (byte) memory.load(address, 1);
            case Code.LBU -> memory.load(address, 1);
            case Code.LH -> (short) memory.load(address, 2);
            case Code.LHU -> memory.load(address, 2);
            case Code.LW -> (int) memory.load(address, 4);
            case Code.LWU -> memory.load(address, 4);
            default -> memory.load(address, 8);
        };
    }

    static void store(Hart hart, Memory memory, long w) {
        int size = 1 << Word.code(w) - Code.SB;
        memory.store(address(hart, w), size, hart.x()[Word.rs2(w)]);
    }

    static void loadFloat(Hart hart, Memory memory, long w) {
        requireFloats(hart);
        long address = address(hart, w);
        hart.floats().f()[Word.rd(w)] = switch (Word.code(w)) {
            case Code.FLH -> Format.HALF.box(memory.load(address, 2));
            case Code.FLW -> Format.SINGLE.box(memory.load(address, 4));
            default -> memory.load(address, 8);
        };
        hart.floats().touch();
    }

    static void storeFloat(Hart hart, Memory memory, long w) {
        requireFloats(hart);
        int size = switch (Word.code(w)) {
            case Code.FSH -> 2;
            case Code.FSW -> 4;
            default -> 8;
        };
        memory.store(address(hart, w), size, hart.floats().f()[Word.rs2(w)]);
    }

    private static long address(Hart hart, long w) {
        return hart.x()[Word.rs1(w)] + Word.imm(w);
    }

    private static void requireFloats(Hart hart) {
        if (hart.floats().isOff()) {
            throw TrapException.illegalInstruction();
        }
    }
}
