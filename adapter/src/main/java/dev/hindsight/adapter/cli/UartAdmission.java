package dev.hindsight.adapter.cli;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may type at the guest's console: everybody but browsers, which any web page can send there. Anything may be typed;
 * so what comes first is held back for as long as it may be the beginning of a request of HTTP, or of TLS.
 */
final class UartAdmission {
    /** [RFC 9112, 3] The methods that a browser uses of its own accord; then [RFC 8446, 5.1] a handshake. */
    private static final Pattern HELD_BACK = Pattern.compile(
            "(?:GET|HEAD|POST|PUT|DELETE|CONNECT|OPTIONS|TRACE|PATCH|PRI) \\S+ HTTP/\\d|\\x16\\x03[\\x00-\\x04]");

    /** Any method, as the script of a page may choose one: it is refused if it comes at once. */
    private static final Pattern REQUEST = Pattern.compile("[-!#$%&'*+.^_`|~0-9A-Za-z]+ \\S+ HTTP/\\d");

    /** A request whose first line is longer is refused before its end; nobody types such a word behind a method. */
    private static final int LONGEST = 8192;

    private final StringBuilder firstLine = new StringBuilder();
    private final ByteArrayOutputStream held = new ByteArrayOutputStream();
    private boolean admitted;
    private boolean holds;

    /** What may be typed now that these bytes have come; empty where whoever sends them must leave. */
    Optional<byte[]> hear(byte[] bytes, int count) {
        held.write(bytes, 0, count);
        if (!admitted) {
            firstLine.append(new String(bytes, 0, count, StandardCharsets.ISO_8859_1));
            Matcher matcher = HELD_BACK.matcher(firstLine);
            boolean refused = matcher.lookingAt() || REQUEST.matcher(firstLine).lookingAt();
            holds = matcher.hitEnd();
            if (refused || holds && firstLine.length() > LONGEST) {
                return Optional.empty();
            }
            admitted = firstLine.indexOf("\n") >= 0 || firstLine.length() > LONGEST;
        }
        return Optional.of(holds ? new byte[0] : release());
    }

    /** Whether something is held back. */
    boolean holds() {
        return holds;
    }

    /** What was held back. */
    byte[] release() {
        holds = false;
        byte[] bytes = held.toByteArray();
        held.reset();
        return bytes;
    }
}
