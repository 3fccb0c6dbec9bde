package dev.hindsight.emulator.board;

import dev.hindsight.emulator.isa.Instruction;
import dev.hindsight.emulator.isa.Op;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Assembles a few instructions for a test. */
public final class Assembly {
    private ByteBuffer bytes = ByteBuffer.allocate(1 << 12).order(ByteOrder.LITTLE_ENDIAN);

    public Assembly op(Op op, int rd, int rs1, int rs2, int imm) {
        return word(new Instruction(op, rd, rs1, rs2, imm, 4).encode());
    }

    /** rd = rs1 op imm. */
    public Assembly i(Op op, int rd, int rs1, int imm) {
        return op(op, rd, rs1, 0, imm);
    }

    /** rd = rs1 op rs2; an atomic has its address in rs1. */
    public Assembly r(Op op, int rd, int rs1, int rs2) {
        return op(op, rd, rs1, rs2, 0);
    }

    /** rs2 goes to imm(rs1). */
    public Assembly store(Op op, int rs2, int rs1, int imm) {
        return op(op, 0, rs1, rs2, imm);
    }

    public Assembly branch(Op op, int rs1, int rs2, int distance) {
        return op(op, 0, rs1, rs2, distance);
    }

    public Assembly csr(Op op, int rd, int csr, int rs1) {
        return op(op, rd, rs1, 0, csr);
    }

    public Assembly plain(Op op) {
        return op(op, 0, 0, 0, 0);
    }

    /** rd = value, in two instructions. */
    public Assembly li(int rd, int value) {
        int low = value << 20 >> 20;
        return i(Op.LUI, rd, 0, value - low).i(Op.ADDI, rd, rd, low);
    }

    /** rd = an address in RAM, the same on both widths: in three instructions. */
    public Assembly ram(int rd, int offset) {
        return i(Op.AUIPC, rd, 0, 0).pad(rd, offset - position() + 4);
    }

    private Assembly pad(int rd, int distance) {
        int low = distance << 20 >> 20;
        return i(Op.LUI, 31, 0, distance - low).r(Op.ADD, rd, rd, 31).i(Op.ADDI, rd, rd, low);
    }

    public Assembly word(int bits) {
        room().putInt(bits);
        return this;
    }

    public Assembly half(int bits) {
        room().putShort((short) bits);
        return this;
    }

    public Assembly bytes(byte[] code) {
        for (byte each : code) {
            room().put(each);
        }
        return this;
    }

    private ByteBuffer room() {
        if (bytes.remaining() < 4) {
            ByteBuffer larger = ByteBuffer.allocate(2 * bytes.capacity()).order(ByteOrder.LITTLE_ENDIAN);
            bytes = larger.put(bytes.flip());
        }
        return bytes;
    }

    /** Where the next instruction goes, from the beginning. */
    public int position() {
        return bytes.position();
    }

    public byte[] toBytes() {
        byte[] copy = new byte[bytes.position()];
        bytes.get(0, copy);
        return copy;
    }

    /** A board with this program at the beginning of RAM, before its first step. */
    Board board(int xlen) {
        return Boards.virt(RandomProgram.isa(xlen), 1 << 20, toBytes());
    }
}
