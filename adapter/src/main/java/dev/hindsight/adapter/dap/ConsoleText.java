package dev.hindsight.adapter.dap;

import dev.hindsight.emulator.machine.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/** Gathers the guest's console bytes into texts, so that a chatty guest costs a few events a second. */
final class ConsoleText {
    private static final int PATIENCE_MS = 20;

    private final RequestThread requests;
    private final Consumer<String> sink;
    private final ByteArrayOutputStream gathered = new ByteArrayOutputStream();
    private boolean scheduled;

    ConsoleText(RequestThread requests, Consumer<String> sink) {
        this.requests = requests;
        this.sink = sink;
    }

    /** Any thread. */
    synchronized void append(Bytes bytes) {
        gathered.writeBytes(bytes.toArray());
        if (!scheduled) {
            scheduled = true;
            requests.postLater(this::flush, PATIENCE_MS);
        }
    }

    /** Hands on what there is, now; request thread. */
    void flush() {
        String text = take();
        if (!text.isEmpty()) {
            sink.accept(text);
        }
    }

    private synchronized String take() {
        byte[] bytes = gathered.toByteArray();
        int whole = bytes.length - begunCharacter(bytes);
        gathered.reset();
        gathered.write(bytes, whole, bytes.length - whole);
        scheduled = false;
        return new String(Arrays.copyOf(bytes, whole), StandardCharsets.UTF_8);
    }

    /** How many bytes at the end begin a UTF-8 character that is not complete. */
    private static int begunCharacter(byte[] bytes) {
        for (int back = 1; back <= Math.min(3, bytes.length); back++) {
            int lead = bytes[bytes.length - back] & 0xff;
            if (lead >= 0xc0) {
                int length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
                return length > back ? back : 0;
            }
            if (lead < 0x80) {
                return 0;
            }
        }
        return 0;
    }
}
