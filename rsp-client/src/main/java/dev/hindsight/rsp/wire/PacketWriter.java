package dev.hindsight.rsp.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;

/**
 * Gathers acknowledgements and packets, to be sent in one write: an ack and its reply in two segments cost a delayed
 * acknowledgement of TCP each. Not thread-safe.
 */
public final class PacketWriter {
    private static final int REPEAT_BIAS = 29;
    private static final int MOST_REPEATS = 126 - REPEAT_BIAS;
    private static final int FEWEST_REPEATS = 3;

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
        begin();
        for (int i = 0; i < payload.length(); i++) {
            escape(payload.charAt(i));
        }
        return end();
    }

    /** A stub's packet: escaped, and what repeats is told by its count. */
    public PacketWriter reply(String payload) {
        begin();
        for (int i = 0; i < payload.length(); ) {
            char c = payload.charAt(i);
            boolean escaped = escape(c);
            i++;
            int repeats = escaped ? 0 : repeats(payload, i, c);
            if (repeats >= FEWEST_REPEATS) {
                put('*');
                put((char) (repeats + REPEAT_BIAS));
                i += repeats;
            }
        }
        return end();
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

    private void begin() {
        write('$');
        sum = 0;
    }

    private PacketWriter end() {
        write('#');
        write(Character.forDigit(sum >> 4 & 15, 16));
        write(Character.forDigit(sum & 15, 16));
        return this;
    }

    private boolean escape(char c) {
        if (c > 0xff) {
            throw new IllegalArgumentException("A payload has one char a byte.");
        }
        boolean special = c == '$' || c == '#' || c == '}' || c == '*';
        if (special) {
            put('}');
        }
        put(special ? (char) (c ^ 0x20) : c);
        return special;
    }

    private static int repeats(String payload, int from, char c) {
        int most = Math.min(payload.length(), from + MOST_REPEATS);
        int end = from;
        while (end < most && payload.charAt(end) == c) {
            end++;
        }
        int repeats = end - from;
        while (isMark((char) (repeats + REPEAT_BIAS))) {
            repeats--;
        }
        return repeats;
    }

    /** Counts that would look like the marks of the framing; gdbserver avoids the acks as well. */
    private static boolean isMark(char c) {
        return c == '#' || c == '$' || c == '+' || c == '-';
    }

    private void put(char c) {
        write(c);
        sum += c;
    }

    /** Not a stream of the library, which locks for every byte: memory is read through here by the mebibyte. */
    private void write(int b) {
        if (size == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * size);
        }
        buffer[size++] = (byte) b;
    }
}
