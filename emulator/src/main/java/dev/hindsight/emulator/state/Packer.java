package dev.hindsight.emulator.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Writes numbers and byte arrays one behind the other; small numbers, of either sign, take few bytes. */
public final class Packer {
    private byte[] content = new byte[64];
    private int length;

    /** Seven bits a byte, the lowest first, after the sign was moved to the lowest bit (LEB128 of a zigzag number). */
    public Packer number(long value) {
        long left = value << 1 ^ value >> 63;
        while ((left & -128) != 0) {
            put((int) left & 127 | 128);
            left >>>= 7;
        }
        put((int) left);
        return this;
    }

    /** All eight bytes, the lowest first: for hashes, which are never small. */
    public Packer fixed(long value) {
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            put((int) (value >>> shift));
        }
        return this;
    }

    /** An array with its length. */
    public Packer bytes(byte[] value) {
        return number(value.length).raw(value, 0, value.length);
    }

    public Packer text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes whose number the reader knows. */
    public Packer raw(byte[] source, int from, int count) {
        reserve(count);
        System.arraycopy(source, from, content, length, count);
        length += count;
        return this;
    }

    public int length() {
        return length;
    }

    public byte[] toArray() {
        return Arrays.copyOf(content, length);
    }

    private void put(int value) {
        reserve(1);
        content[length++] = (byte) value;
    }

    private void reserve(int count) {
        if (content.length - length < count) {
            content = Arrays.copyOf(content, Math.max(2 * content.length, Math.addExact(length, count)));
        }
    }
}
