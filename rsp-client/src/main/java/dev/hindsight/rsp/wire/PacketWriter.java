package dev.hindsight.rsp.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Gathers acknowledgements and packets, to be sent in one write: an ack and its reply in two segments cost a delayed
 * acknowledgement of TCP each. Not thread-safe.
 */
public final class PacketWriter {
    private static final int REPEAT_BIAS = 29;
    private static final int MOST_REPEATS = 126 - REPEAT_BIAS;
    private static final int FEWEST_REPEATS = 3;
    private static final boolean[] SPECIAL = new boolean[256];

    static {
        "$#}*".chars().forEach(c -> SPECIAL[c] = true);
    }

    private byte[] buffer = new byte[1 << 10];
    private int size;
    private int sum;

    public PacketWriter ack() {
        write('+');
        return this;
    }

    public PacketWriter nack() {
        write('-');
        return this;
    }

    /** The one byte that stops a run. */
    public PacketWriter interrupt() {
        write(3);
        return this;
    }

    /** A debugger's packet: escaped, without repeats, which are for replies only. */
    public PacketWriter request(String payload) {
        return packet(payload, false);
    }

    /** A stub's packet: escaped, and what repeats is told by its count. */
    public PacketWriter reply(String payload) {
        return packet(payload, true);
    }

    /** Writes everything gathered at once, and forgets it. */
    public void sendTo(OutputStream out) throws IOException {
        if (size != 0) {
            out.write(buffer, 0, size);
            out.flush();
            size = 0;
        }
    }

    /** Everything gathered; forgets it. */
    public byte[] take() {
        byte[] bytes = Arrays.copyOf(buffer, size);
        size = 0;
        return bytes;
    }

    /** By stretches: memory is sent through here by the mebibyte, and almost all of it goes out as it is. */
    private PacketWriter packet(String payload, boolean repeating) {
        byte[] bytes = bytes(payload);
        write('$');
        sum = 0;
        int most = repeating ? FEWEST_REPEATS : Integer.MAX_VALUE;
        for (int at = 0; at < bytes.length; ) {
            int end = endOfStretch(bytes, at, most);
            write(bytes, at, end);
            at = end;
            if (at < bytes.length) {
                at += SPECIAL[bytes[at] & 0xff] ? escape(bytes[at]) : repeat(bytes, at);
            }
        }
        write('#');
        write(Character.forDigit(sum >> 4 & 15, 16));
        write(Character.forDigit(sum & 15, 16));
        return this;
    }

    private static byte[] bytes(String payload) {
        byte[] bytes = payload.getBytes(StandardCharsets.ISO_8859_1);
        if (!new String(bytes, StandardCharsets.ISO_8859_1).equals(payload)) {
            throw new IllegalArgumentException("A payload has one char a byte.");
        }
        return bytes;
    }

    /**
     * Where the next byte is that must be escaped, or that begins to repeat the one before so many times. What is before
     * counts in the checksum, so that the bytes are looked at once.
     */
    private int endOfStretch(byte[] bytes, int from, int repeats) {
        int last = -1;
        int same = 0;
        int total = 0;
        int i = from;
        for (; i < bytes.length; i++) {
            int b = bytes[i] & 0xff;
            if (SPECIAL[b]) {
                break;
            }
            total += b;
            same = b == last ? same + 1 : 0;
            if (same == repeats) {
                total -= repeats * b;
                i -= repeats - 1;
                break;
            }
            last = b;
        }
        sum += total;
        return i;
    }

    private int escape(byte b) {
        put((byte) '}');
        put((byte) (b ^ 0x20));
        return 1;
    }

    /** How often the byte before {@code from} comes again, as far as that is told by one count. */
    private int repeat(byte[] bytes, int from) {
        int most = Math.min(bytes.length, from + MOST_REPEATS);
        int end = from;
        while (end < most && bytes[end] == bytes[from - 1]) {
            end++;
        }
        int repeats = end - from;
        while (isMark((char) (repeats + REPEAT_BIAS))) {
            repeats--;
        }
        put((byte) '*');
        put((byte) (repeats + REPEAT_BIAS));
        return repeats;
    }

    /** Counts that would look like the marks of the framing; gdbserver avoids the acks as well. */
    private static boolean isMark(char c) {
        return c == '#' || c == '$' || c == '+' || c == '-';
    }

    private void put(byte b) {
        write(b);
        sum += b;
    }

    private void write(byte[] bytes, int from, int end) {
        reserve(end - from);
        System.arraycopy(bytes, from, buffer, size, end - from);
        size += end - from;
    }

    private void write(int b) {
        reserve(1);
        buffer[size++] = (byte) b;
    }

    /** Not a stream of the library, which locks for every byte. */
    private void reserve(int more) {
        if (size + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(2 * buffer.length, size + more));
        }
    }
}
