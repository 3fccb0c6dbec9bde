package dev.hindsight.emulator.state;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads what a {@link Packer} wrote; anything else is a {@link StateException}. */
public final class Unpacker {
    private final byte[] content;
    private int at;

    public Unpacker(byte[] content) {
        this.content = content;
    }

    public long number() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            int next = next();
            value |= (long) (next & 127) << shift;
            if (next < 128) {
                return value >>> 1 ^ -(value & 1);
            }
        }
        throw new StateException("A number is too long.");
    }

    /** A number from 0 to {@code most}. */
    public int count(int most) {
        long value = number();
        if (value < 0 || value > most) {
            throw new StateException("A number is out of range.");
        }
        return (int) value;
    }

    public long fixed() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
            value |= (long) next() << shift;
        }
        return value;
    }

    public byte[] bytes() {
        return raw(count(content.length));
    }

    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    public byte[] raw(int count) {
        if (count > content.length - at) {
            throw new StateException("It ends too early.");
        }
        at += count;
        return Arrays.copyOfRange(content, at - count, at);
    }

    public boolean isEmpty() {
        return at == content.length;
    }

    private int next() {
        if (isEmpty()) {
            throw new StateException("It ends too early.");
        }
        return content[at++] & 0xff;
    }
}
