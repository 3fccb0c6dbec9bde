package dev.hindsight.rsp.client;

import dev.hindsight.rsp.wire.PacketCursor;
import java.util.Map;
import java.util.TreeMap;

/** What the stub said about itself in {@code qSupported}. */
public final class Features {
    private static final int USUAL_PACKET_SIZE = 400;

    private final Map<String, String> words;

    private Features(Map<String, String> words) {
        this.words = words;
    }

    static Features parse(String reply) {
        Map<String, String> words = new TreeMap<>();
        for (String word : reply.split(";")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                words.put(word.substring(0, equals), word.substring(equals + 1));
            } else if (word.endsWith("+")) {
                words.put(word.substring(0, word.length() - 1), "");
            }
        }
        return new Features(words);
    }

    public boolean has(String word) {
        return words.containsKey(word);
    }

    public boolean canReverse() {
        return has("ReverseStep") && has("ReverseContinue");
    }

    /** The longest packet that the stub takes, in bytes. */
    public int packetSize() {
        String size = words.get("PacketSize");
        return size == null ? USUAL_PACKET_SIZE : Math.max(64, new PacketCursor(size).count());
    }
}
