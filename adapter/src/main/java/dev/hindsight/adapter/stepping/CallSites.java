package dev.hindsight.adapter.stepping;

import dev.hindsight.adapter.symbols.SourceLine;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the instructions that call, which leave their return address in ra, and those that return. */
final class CallSites {
    private static final int RA = 1;
    private static final int JAL = 0x6f;
    private static final int JALR = 0x67;

    private CallSites() {}

    static List<Long> in(SourceLine run, HartAt hart, boolean is64) {
        byte[] bytes = hart.read(run.start(), (int) (run.end() - run.start()));
        var found = new ArrayList<Long>();
        for (int at = 0; at + 1 < bytes.length; ) {
            byte[] instruction = Arrays.copyOfRange(bytes, at, at + 2);
            if (isCall(instruction, is64)) {
                found.add(run.start() + at);
            }
            at += length(instruction);
        }
        return found;
    }

    /** Whether the instruction that begins with these bytes is a call; the first two tell. */
    static boolean isCall(byte[] bytes, boolean is64) {
        return length(bytes) == 4 ? isLongCall(half(bytes)) : isCompressedCall(half(bytes), is64);
    }

    /** The length of the instruction that begins with these bytes [Unpriv 1.5, Base Instruction-Length Encoding]. */
    static int length(byte[] bytes) {
        return (half(bytes) & 3) == 3 ? 4 : 2;
    }

    private static boolean isLongCall(int low) {
        int opcode = low & 0x7f;
        return (opcode == JAL || opcode == JALR) && (low >> 7 & 0x1f) == RA;
    }

    /** C.JALR, and C.JAL which only RV32 has [Unpriv 26.4, Control Transfer Instructions]. */
    private static boolean isCompressedCall(int low, boolean is64) {
        boolean jalr = (low & 0xf07f) == 0x9002 && (low >> 7 & 0x1f) != 0;
        boolean jal = !is64 && (low & 0xe003) == 0x2001;
        return jalr || jal;
    }

    /** Whether the instruction that begins with these bytes goes where a register says and leaves no return address. */
    static boolean isReturn(byte[] bytes) {
        int low = half(bytes);
        return length(bytes) == 4
                ? (low & 0x7f) == JALR && (low >> 7 & 0x1f) == 0
                : (low & 0xf07f) == 0x8002 && (low >> 7 & 0x1f) != 0; // C.JR
    }

    private static int half(byte[] bytes) {
        return bytes.length < 2 ? 0 : bytes[0] & 0xff | (bytes[1] & 0xff) << 8;
    }
}
