package dev.hindsight.emulator.board;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The reset vector, as on QEMU's virt: a0 is the hart, a1 the device tree, a2 a place that firmware looks at, and t0
 * jumps to the entry.
 */
final class BootRom {
    static final long BASE = 0x1000;
    static final int SIZE = 0xf000;

    private static final int ENTRY = 24;
    private static final int DEVICE_TREE = 0x100;

    private BootRom() {}

    static byte[] content(int xlen, long entry) {
        ByteBuffer rom = ByteBuffer.allocate(SIZE).order(ByteOrder.LITTLE_ENDIAN);
        rom.putInt(0x00000297); // auipc t0, 0
        rom.putInt(0x02828613); // addi a2, t0, 40
        rom.putInt(0xf1402573); // csrr a0, mhartid
        rom.putInt(xlen == 64 ? 0x0202b583 : 0x0202a583); // ld or lw a1, 32(t0)
        rom.putInt(xlen == 64 ? 0x0182b283 : 0x0182a283); // ld or lw t0, 24(t0)
        rom.putInt(0x00028067); // jr t0
        rom.putLong(ENTRY, entry);
        rom.putLong(ENTRY + 8, BASE + DEVICE_TREE);
        rom.position(DEVICE_TREE).order(ByteOrder.BIG_ENDIAN);
        putEmptyTree(rom);
        return rom.array();
    }

    /** A flattened device tree with nothing in it. [DTSpec 0.4 §5] */
    private static void putEmptyTree(ByteBuffer rom) {
        int header = 40;
        int reservations = 16;
        int structure = 16;
        int total = header + reservations + structure;
        int[] fields = {0xd00dfeed, total, header + reservations, total, header, 17, 16, 0, 0, structure};
        for (int field : fields) {
            rom.putInt(field);
        }
        rom.putLong(0).putLong(0);
        rom.putInt(1).putInt(0).putInt(2).putInt(9);
    }
}
