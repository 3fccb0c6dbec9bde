package dev.hindsight.emulator.elf;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The section .riscv.attributes: 'A', then per vendor a length, a name and sub-sections of tags [RISC-V psABI,
 * Attributes]. Odd tags carry a string, even tags a number.
 */
final class RiscvAttributes {
    private static final int TAG_FILE = 1;
    private static final int TAG_RISCV_ARCH = 5;

    private RiscvAttributes() {}

    /** Tag_RISCV_arch of the file; empty also where the section is damaged, for nothing depends on it. */
    static Optional<String> arch(ByteBuffer contents) {
        ByteBuffer bytes = contents.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        try {
            if (bytes.get() != 'A') {
                return Optional.empty();
            }
            int start = bytes.position();
            int length = bytes.getInt();
            while (!string(bytes).equals("riscv")) {
                bytes.position(start + length);
                start = bytes.position();
                length = bytes.getInt();
            }
            if (bytes.get() != TAG_FILE) {
                return Optional.empty();
            }
            bytes.getInt(); // length of the sub-section
            return tag(bytes);
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> tag(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int tag = uleb(bytes);
            if (tag == TAG_RISCV_ARCH) {
                return Optional.of(string(bytes));
            }
            if (tag % 2 == 1) {
                string(bytes);
            } else {
                uleb(bytes);
            }
        }
        return Optional.empty();
    }

    private static int uleb(ByteBuffer bytes) {
        int value = 0;
        int shift = 0;
        int next;
        do {
            next = bytes.get();
            value |= (next & 0x7F) << shift;
            shift += 7;
        } while (next < 0 && shift < 32);
        return value;
    }

    private static String string(ByteBuffer bytes) {
        int start = bytes.position();
        while (bytes.get() != 0) {
            // to the terminator
        }
        var text = new byte[bytes.position() - 1 - start];
        bytes.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }
}
