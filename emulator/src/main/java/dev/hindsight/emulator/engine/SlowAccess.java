package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.fp.FloatFormat;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.hart.TrapException;

/** Loads and stores that need more than a look at RAM: all of what an access can do. */
final class SlowAccess {
    private SlowAccess() {}

    static void load(Hart hart, DataAccess memory, long w) {
        long address = address(hart, w);
        hart.x()[DecodedInstruction.rd(w)] = switch (DecodedInstruction.code(w)) {
            case Opcode.LB -> (byte) memory.load(address, 1);
            case Opcode.LBU -> memory.load(address, 1);
            case Opcode.LH -> (short) memory.load(address, 2);
            case Opcode.LHU -> memory.load(address, 2);
            case Opcode.LW -> (int) memory.load(address, 4);
            case Opcode.LWU -> memory.load(address, 4);
            default -> memory.load(address, 8);
        };
    }

    static void store(Hart hart, DataAccess memory, long w) {
        int size = 1 << DecodedInstruction.code(w) - Opcode.SB;
        memory.store(address(hart, w), size, hart.x()[DecodedInstruction.rs2(w)]);
    }

    static void loadFloat(Hart hart, DataAccess memory, long w) {
        requireFloats(hart);
        long address = address(hart, w);
        hart.floats().f()[DecodedInstruction.rd(w)] = switch (DecodedInstruction.code(w)) {
            case Opcode.FLH -> FloatFormat.HALF.box(memory.load(address, 2));
            case Opcode.FLW -> FloatFormat.SINGLE.box(memory.load(address, 4));
            default -> memory.load(address, 8);
        };
        hart.floats().touch();
    }

    static void storeFloat(Hart hart, DataAccess memory, long w) {
        requireFloats(hart);
        int size = switch (DecodedInstruction.code(w)) {
            case Opcode.FSH -> 2;
            case Opcode.FSW -> 4;
            default -> 8;
        };
        memory.store(address(hart, w), size, hart.floats().f()[DecodedInstruction.rs2(w)]);
    }

    private static long address(Hart hart, long w) {
        return hart.x()[DecodedInstruction.rs1(w)] + DecodedInstruction.imm(w);
    }

    private static void requireFloats(Hart hart) {
        if (hart.floats().isOff()) {
            throw TrapException.illegalInstruction();
        }
    }
}
