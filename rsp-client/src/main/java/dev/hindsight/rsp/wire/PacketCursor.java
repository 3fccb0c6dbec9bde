package dev.hindsight.rsp.wire;

import java.nio.charset.StandardCharsets;

/** Reads the arguments of a packet from left to right; throws {@link RspException} where one is not as it should be. */
public final class PacketCursor {
    private final String payload;
    private int position;

    public PacketCursor(String payload) {
        this(payload, 0);
    }

    /** Starts behind the packet's name. */
    public PacketCursor(String payload, int position) {
        this.payload = payload;
        this.position = position;
    }

    public boolean atEnd() {
        return position == payload.length();
    }

    /** Passes over {@code c} if it comes next. */
    public boolean skip(char c) {
        boolean there = !atEnd() && payload.charAt(position) == c;
        if (there) {
            position++;
        }
        return there;
    }

    public void expect(char c) {
        if (!skip(c)) {
            throw wrong("'" + c + "'");
        }
    }

    public void expectEnd() {
        if (!atEnd()) {
            throw wrong("the end");
        }
    }

    /** Any one character. */
    public char letter() {
        if (atEnd()) {
            throw wrong("a letter");
        }
        return payload.charAt(position++);
    }

    /** An unsigned number of at most 64 bits. */
    public long hex() {
        int start = position;
        long value = 0;
        while (!atEnd() && Hex.digit(payload.charAt(position)) >= 0) {
            if (value >>> 60 != 0) {
                throw wrong("a number of at most 64 bits");
            }
            value = value << 4 | Hex.digit(payload.charAt(position++));
        }
        if (position == start) {
            throw wrong("a hexadecimal number");
        }
        return value;
    }

    /** A number from 0 to 2^31 - 1, in hexadecimal. */
    public int count() {
        int start = position;
        long value = hex();
        if (value < 0 || value > Integer.MAX_VALUE) {
            position = start;
            throw wrong("a number below 2^31");
        }
        return (int) value;
    }

    public ThreadId threadId() {
        return ThreadId.parse(this);
    }

    /** What comes before {@code end}, which is passed over, or before the end of the packet. */
    public String until(char end) {
        int found = payload.indexOf(end, position);
        String word = payload.substring(position, found < 0 ? payload.length() : found);
        position = found < 0 ? payload.length() : found + 1;
        return word;
    }

    public String rest() {
        String rest = payload.substring(position);
        position = payload.length();
        return rest;
    }

    /** So many bytes, as pairs of digits. */
    public byte[] hexBytes(int count) {
        if (count > (payload.length() - position) / 2) {
            throw wrong(count + " bytes");
        }
        position += 2 * count;
        return Hex.bytes(payload.substring(position - 2 * count, position));
    }

    /** The rest, as pairs of digits. */
    public byte[] hexBytes() {
        return Hex.bytes(rest());
    }

    /** The rest, one char a byte. */
    public byte[] binary() {
        return rest().getBytes(StandardCharsets.ISO_8859_1);
    }

    private RspException wrong(String wanted) {
        String name = payload.substring(0, Math.min(payload.length(), 20));
        StringBuilder shown = new StringBuilder();
        name.chars().forEach(c -> shown.append(c >= 32 && c < 127 ? (char) c : '?'));
        return new RspException("Packet '" + shown + "': expected " + wanted + " at character " + (position + 1) + ".");
    }
}
