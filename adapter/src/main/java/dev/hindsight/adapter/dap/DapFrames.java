package dev.hindsight.adapter.dap;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** DAP messages as bytes: a header with the length, an empty line, JSON. */
final class DapFrames {
    private static final String LENGTH = "content-length:";
    private static final int LONGEST = 64 << 20;

    private DapFrames() {}

    /** The next message's JSON; empty at the end of the stream. */
    static Optional<byte[]> read(InputStream in) throws IOException {
        int length = -1;
        for (String line = headerLine(in); line != null; line = headerLine(in)) {
            if (line.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
                length = length(line.substring(LENGTH.length()).strip());
            } else if (line.isEmpty() && length >= 0) {
                byte[] json = in.readNBytes(length);
                return json.length == length ? Optional.of(json) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    /**
     * {@code in} as it was before the message was read. Its end does not close {@code in}, and so the socket: there may still
     * be something to say.
     */
    static InputStream unread(byte[] json, InputStream in) {
        InputStream unclosed = new FilterInputStream(in) {
            @Override
            public void close() {}
        };
        return new SequenceInputStream(new ByteArrayInputStream(framed(json)), unclosed);
    }

    static void write(OutputStream out, byte[] json) throws IOException {
        out.write(framed(json));
        out.flush();
    }

    /** The message as it is on its way. */
    private static byte[] framed(byte[] json) {
        byte[] header = ("Content-Length: " + json.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        byte[] frame = new byte[header.length + json.length];
        System.arraycopy(header, 0, frame, 0, header.length);
        System.arraycopy(json, 0, frame, header.length, json.length);
        return frame;
    }

    private static int length(String text) throws IOException {
        if (!text.matches("\\d{1,9}") || Integer.parseInt(text) > LONGEST) {
            throw new IOException("\"" + text + "\" is not the length of a DAP message.");
        }
        return Integer.parseInt(text);
    }

    /** A line without its end; null at the end of the stream. */
    private static @Nullable String headerLine(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next >= 0; next = in.read()) {
            if (next == '\n') {
                return line.toString().strip();
            }
            if (line.length() > 1000) {
                throw new EOFException("The connection ended within a DAP header.");
            }
            line.append((char) next);
        }
        return null;
    }
}
