package dev.hindsight.emulator.board;

import dev.hindsight.emulator.elf.ElfFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Makes ELF files by hand: segments at any address, from any place in the file. */
final class ElfImage {
    private final boolean wide;
    private final List<long[]> segments = new ArrayList<>();
    private final ByteBuffer file = ByteBuffer.allocate(0x3000).order(ByteOrder.LITTLE_ENDIAN);
    private long entry;

    ElfImage(int xlen) {
        wide = xlen == 64;
    }

    /** Bytes of the file. */
    ElfImage bytes(int offset, byte... bytes) {
        file.position(offset).put(bytes);
        return this;
    }

    ElfImage entry(long address) {
        entry = address;
        return this;
    }

    ElfImage segment(long address, int offset, int fileSize, long memorySize) {
        return segment(address, address, offset, fileSize, memorySize);
    }

    ElfImage segment(long virtual, long physical, int offset, int fileSize, long memorySize) {
        segments.add(new long[] {virtual, physical, offset, fileSize, memorySize});
        return this;
    }

    ElfFile build() {
        file.position(0)
                .put(new byte[] {0x7f, 'E', 'L', 'F', (byte) (wide ? 2 : 1), 1, 1})
                .position(16);
        file.putShort((short) 2).putShort((short) ElfFile.EM_RISCV).putInt(1);
        int header = wide ? 64 : 52;
        word(entry).word(header).word(0);
        file.putInt(0).putShort((short) header).putShort((short) (wide ? 56 : 32));
        file.putShort((short) segments.size())
                .putShort((short) (wide ? 64 : 40))
                .putInt(0);
        for (long[] segment : segments) {
            file.putInt(1);
            if (wide) {
                file.putInt(7);
            }
            word(segment[2]).word(segment[0]).word(segment[1]).word(segment[3]).word(segment[4]);
            if (!wide) {
                file.putInt(7);
            }
            word(4096);
        }
        return ElfFile.of("guest.elf", file.array().clone());
    }

    private ElfImage word(long value) {
        if (wide) {
            file.putLong(value);
        } else {
            file.putInt((int) value);
        }
        return this;
    }
}
