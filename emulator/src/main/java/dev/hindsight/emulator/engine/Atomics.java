package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.hart.Hart;

/** Load-reserved, store-conditional, and the memory operations that read and write in one step. [Unpriv 2.2 §8] */
final class Atomics {
    private Atomics() {}

    static void execute(Hart hart, DataAccess memory, int code, long w) {
        int size = code >= Opcode.LR_D ? 8 : 4;
        int kind = code >= Opcode.LR_D ? code - Opcode.ATOMICS : code;
        long[] x = hart.x();
        long address = x[DecodedInstruction.rs1(w)];
        long operand = size == 8 ? x[DecodedInstruction.rs2(w)] : (int) x[DecodedInstruction.rs2(w)];
        x[DecodedInstruction.rd(w)] = switch (kind) {
            case Opcode.LR_W -> loadReserved(memory, address, size);
            case Opcode.SC_W -> storeConditional(hart, memory, address, size, operand) ? 0 : 1;
            default -> memory.modify(address, size, old -> IntegerArithmetic.atomic(kind, old, operand));
        };
    }

    private static long loadReserved(DataAccess memory, long address, int size) {
        long physical = memory.atomic(address, size, true);
        long value = memory.loadAtomic(physical, size);
        memory.reserve(physical, size);
        return value;
    }

    /** It succeeds on the bytes that were reserved, all of them and no others. */
    private static boolean storeConditional(Hart hart, DataAccess memory, long address, int size, long value) {
        long physical = memory.atomic(address, size, false);
        boolean succeeds = hart.reserved(physical, size);
        if (succeeds) {
            memory.storeAtomic(physical, size, value);
        }
        hart.endReservation();
        return succeeds;
    }
}
