package dev.hindsight.adapter.dwarf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Writes a section byte by byte, as the tests' readable form of what compilers do. */
final class Assembler {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Assembler u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    Assembler u16(int value) {
        return number(value, 2);
    }

    Assembler u32(long value) {
        return number(value, 4);
    }

    Assembler u64(long value) {
        return number(value, 8);
    }

    private Assembler number(long value, int size) {
        for (int index = 0; index < size; index++) {
            out.write((int) (value >>> 8 * index));
        }
        return this;
    }

    Assembler text(String text) {
        out.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        return u8(0);
    }

    Assembler append(Assembler other) {
        out.writeBytes(other.out.toByteArray());
        return this;
    }

    /** These bytes behind their length in four bytes. */
    Assembler withLength() {
        return new Assembler().u32(out.size()).append(this);
    }

    int size() {
        return out.size();
    }

    Cursor cursor() {
        ByteBuffer bytes = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
        return new Cursor(".debug_test", bytes, 0, bytes.limit());
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    static Sections sections(Map<String, Assembler> sections) {
        return new Sections(name -> Optional.ofNullable(sections.get(name)).map(it -> ByteBuffer.wrap(it.bytes())));
    }
}
