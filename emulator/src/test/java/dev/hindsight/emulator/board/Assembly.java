package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Op;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Assembles a few instructions for a test. */
final class Assembly {
    private final ByteBuffer bytes = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);

    Assembly op(Op op, int rd, int rs1, int rs2, int imm) {
        return word(new Instruction(op, rd, rs1, rs2, imm, 4).encode());
    }

    /** rd = rs1 op imm. */
    Assembly i(Op op, int rd, int rs1, int imm) {
        return op(op, rd, rs1, 0, imm);
    }

    /** rd = rs1 op rs2; an atomic has its address in rs1. */
    Assembly r(Op op, int rd, int rs1, int rs2) {
        return op(op, rd, rs1, rs2, 0);
    }

    /** rs2 goes to imm(rs1). */
    Assembly store(Op op, int rs2, int rs1, int imm) {
        return op(op, 0, rs1, rs2, imm);
    }

    Assembly branch(Op op, int rs1, int rs2, int distance) {
        return op(op, 0, rs1, rs2, distance);
    }

    Assembly csr(Op op, int rd, int csr, int rs1) {
        return op(op, rd, rs1, 0, csr);
    }

    Assembly plain(Op op) {
        return op(op, 0, 0, 0, 0);
    }

    /** rd = value, in two instructions. */
    Assembly li(int rd, int value) {
        int low = value << 20 >> 20;
        return i(Op.LUI, rd, 0, value - low).i(Op.ADDI, rd, rd, low);
    }

    /** rd = an address in RAM, the same on both widths: in three instructions. */
    Assembly ram(int rd, int offset) {
        return i(Op.AUIPC, rd, 0, 0).pad(rd, offset - position() + 4);
    }

    private Assembly pad(int rd, int distance) {
        int low = distance << 20 >> 20;
        return i(Op.LUI, 31, 0, distance - low).r(Op.ADD, rd, rd, 31).i(Op.ADDI, rd, rd, low);
    }

    Assembly word(int bits) {
        bytes.putInt(bits);
        return this;
    }

    Assembly half(int bits) {
        bytes.putShort((short) bits);
        return this;
    }

    /** Where the next instruction goes, from the beginning. */
    int position() {
        return bytes.position();
    }

    byte[] toBytes() {
        byte[] copy = new byte[bytes.position()];
        bytes.get(0, copy);
        return copy;
    }

    /** A board with this program at the beginning of RAM, before its first step. */
    Board board(int xlen) {
        return Boards.virt(RandomProgram.isa(xlen), 1 << 20, toBytes());
    }
}
