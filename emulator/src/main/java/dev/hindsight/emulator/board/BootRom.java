package dev.hindsight.emulator.board;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The reset vector, as on QEMU's virt: a0 is the hart, a1 the device tree, a2 what OpenSBI's fw_dynamic is to start next,
 * and t0 jumps to the entry.
 */
final class BootRom {
    /** Where a tree is, counted from the beginning, for which RAM has no room. */
    static final int TREE = 0x100;

    private static final int ENTRY = 24;
    private static final int NEXT = 40;
    /** [OpenSBI, include/sbi/fw_dynamic.h] */
    private static final int NEXT_MAGIC = 0x4942534f;

    private static final int NEXT_VERSION = 2;
    private static final int SUPERVISOR = 1;

    private BootRom() {}

    /** Hands over to {@code entry}, which may go on at {@code next}; {@code tree} is an address. */
    static byte[] content(int xlen, long entry, long next, long tree) {
        ByteBuffer rom = ByteBuffer.allocate(TREE).order(ByteOrder.LITTLE_ENDIAN);
        rom.putInt(0x00000297); // auipc t0, 0
        rom.putInt(0x02828613); // addi a2, t0, 40
        rom.putInt(0xf1402573); // csrr a0, mhartid
        rom.putInt(xlen == 64 ? 0x0202b583 : 0x0202a583); // ld or lw a1, 32(t0)
        rom.putInt(xlen == 64 ? 0x0182b283 : 0x0182a283); // ld or lw t0, 24(t0)
        rom.putInt(0x00028067); // jr t0
        rom.position(ENTRY);
        rom.putLong(entry).putLong(tree);
        int options = 0;
        int bootHart = 0;
        rom.position(NEXT);
        for (long field : new long[] {NEXT_MAGIC, NEXT_VERSION, next, SUPERVISOR, options, bootHart}) {
            if (xlen == 64) {
                rom.putLong(field);
            } else {
                rom.putInt((int) field);
            }
        }
        return rom.array();
    }
}
