package dev.hindsight.adapter.dwarf;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A place in a section, from which one reads onwards: the only class that touches the bytes of DWARF. */
public final class Cursor {
    private final String section;
    private final ByteBuffer bytes;
    private final int limit;
    private int position;

    /** From {@code position} up to {@code limit} of a little-endian buffer. */
    public Cursor(String section, ByteBuffer bytes, int position, int limit) {
        this.section = section;
        this.bytes = bytes;
        this.position = position;
        this.limit = limit;
    }

    public int position() {
        return position;
    }

    public int remaining() {
        return limit - position;
    }

    public boolean hasMore() {
        return position < limit;
    }

    /** A cursor of its own from an offset in this cursor's reach. */
    public Cursor at(long offset) {
        if (offset < 0 || offset > limit) {
            throw fail("the offset 0x%x is outside the section".formatted(offset));
        }
        return new Cursor(section, bytes, (int) offset, limit);
    }

    /** The next bytes as a cursor of its own; this one continues behind them. */
    public Cursor take(long length) {
        need(length);
        int start = position;
        position += (int) length;
        return new Cursor(section, bytes, start, position);
    }

    public void skip(long length) {
        need(length);
        position += (int) length;
    }

    public int u8() {
        need(1);
        return bytes.get(position++) & 0xFF;
    }

    public int s8() {
        return (byte) u8();
    }

    public int u16() {
        return (int) unsigned(2);
    }

    public long u32() {
        return unsigned(4);
    }

    public long u64() {
        return unsigned(8);
    }

    /** A number of one to eight bytes. */
    public long unsigned(int size) {
        need(size);
        long value = switch (size) {
            case 1 -> bytes.get(position) & 0xFFL;
            case 2 -> bytes.getShort(position) & 0xFFFFL;
            case 4 -> bytes.getInt(position) & 0xFFFF_FFFFL;
            case 8 -> bytes.getLong(position);
            default -> oddSize(size);
        };
        position += size;
        return value;
    }

    private long oddSize(int size) {
        if (size < 0 || size > 8) {
            throw fail("a number cannot have %d bytes".formatted(size));
        }
        long value = 0;
        for (int index = size - 1; index >= 0; index--) {
            value = value << 8 | bytes.get(position + index) & 0xFF;
        }
        return value;
    }

    /** A number of one to eight bytes, sign-extended. */
    public long signed(int size) {
        int unused = 64 - 8 * size;
        return size == 0 ? 0 : unsigned(size) << unused >> unused;
    }

    /** [DWARF5 7.6]; bits beyond 64 are dropped, as padding may have them. */
    public long uleb() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = u8();
            value |= shift < 64 ? (next & 0x7FL) << shift : 0;
            shift += 7;
        } while (next >= 0x80);
        return value;
    }

    /** [DWARF5 7.6] */
    public long sleb() {
        long value = 0;
        int shift = 0;
        int next;
        do {
            next = u8();
            value |= shift < 64 ? (next & 0x7FL) << shift : 0;
            shift += 7;
        } while (next >= 0x80);
        return shift < 64 && (next & 0x40) != 0 ? value | -1L << shift : value;
    }

    /** A LEB128 number that must be a count, an index or a length. */
    public int ulebInt() {
        long value = uleb();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw fail("the number 0x%x is too large".formatted(value));
        }
        return (int) value;
    }

    /** An offset into a section: 4 bytes, or 8 in the 64-bit format [DWARF5 7.4]. */
    public int offset(boolean is64) {
        long value = is64 ? u64() : u32();
        if (value < 0 || value > Integer.MAX_VALUE) {
            throw fail("the offset 0x%x is too large".formatted(value));
        }
        return (int) value;
    }

    /** Text up to a zero byte. */
    public String string() {
        int start = position;
        skipString();
        var text = new byte[position - 1 - start];
        bytes.get(start, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    public void skipString() {
        while (u8() != 0) {
            // up to and over the terminator
        }
    }

    /** All bytes that remain. */
    public byte[] rest() {
        var rest = new byte[remaining()];
        bytes.get(position, rest);
        position = limit;
        return rest;
    }

    /** An exception that says where this cursor stands. */
    public DwarfException fail(String text) {
        return new DwarfException(section, position, text);
    }

    private void need(long length) {
        if (length < 0 || length > limit - position) {
            throw fail("the section or a part of it ends too early");
        }
    }
}
