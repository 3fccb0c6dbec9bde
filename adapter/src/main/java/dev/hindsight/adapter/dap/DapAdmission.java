package dev.hindsight.adapter.dap;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Who may come in as a client: one that begins with the only header that DAP has. A browser, which any web page can send
 * here with messages in the body of a request, begins with a method.
 */
final class DapAdmission {
    private static final byte[] GREETING = "Content-Length:".getBytes(StandardCharsets.US_ASCII);

    private DapAdmission() {}

    /** All that comes from a client; empty at the first byte that is none of a client, or at the end. */
    static Optional<InputStream> of(InputStream in) throws IOException {
        for (byte expected : GREETING) {
            if (in.read() != expected) {
                return Optional.empty();
            }
        }
        PushbackInputStream whole = new PushbackInputStream(in, GREETING.length);
        whole.unread(GREETING);
        return Optional.of(whole);
    }
}
