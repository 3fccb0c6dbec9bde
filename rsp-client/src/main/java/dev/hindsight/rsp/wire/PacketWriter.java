package dev.hindsight.rsp.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Gathers acknowledgements and packets, to be sent in one write: an ack and its reply in two segments cost a delayed
 * acknowledgement of TCP each. Not thread-safe.
 */
public final class PacketWriter {
    private static final int REPEAT_BIAS = 29;
    private static final int MOST_REPEATS = 126 - REPEAT_BIAS;
    private static final int FEWEST_REPEATS = 3;

    private final ByteArrayOutputStream buffer = new ByteArrayOutputStream();
    private int sum;

    public PacketWriter ack() {
        buffer.write('+');
        return this;
    }

    public PacketWriter nack() {
        buffer.write('-');
        return this;
    }

    /** The one byte that stops a run. */
    public PacketWriter interrupt() {
        buffer.write(3);
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
        byte[] bytes = take();
        if (bytes.length != 0) {
            out.write(bytes);
            out.flush();
        }
    }

    /** Everything gathered; forgets it. */
    public byte[] take() {
        byte[] bytes = buffer.toByteArray();
        buffer.reset();
        return bytes;
    }

    private void begin() {
        buffer.write('$');
        sum = 0;
    }

    private PacketWriter end() {
        buffer.write('#');
        buffer.write(Character.forDigit(sum >> 4 & 15, 16));
        buffer.write(Character.forDigit(sum & 15, 16));
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
        buffer.write(c);
        sum += c;
    }
}
