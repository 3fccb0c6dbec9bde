package dev.hindsight.emulator.fdt;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** Reads a blob back: the properties by their paths, such as {@code /cpus/cpu@0/reg}. */
public final class FlatTreeReader {
    private final ByteBuffer blob;
    private final Map<String, byte[]> properties = new TreeMap<>();

    private FlatTreeReader(byte[] blob) {
        this.blob = ByteBuffer.wrap(blob);
    }

    public static Map<String, byte[]> properties(byte[] blob) {
        FlatTreeReader reader = new FlatTreeReader(blob);
        reader.read();
        return reader.properties;
    }

    private void read() {
        int strings = blob.getInt(12);
        Deque<String> path = new ArrayDeque<>();
        blob.position(blob.getInt(8));
        while (true) {
            switch (blob.getInt()) {
                case 1 -> {
                    String name = text(blob.position());
                    skip(name.length() + 1);
                    path.addLast(name);
                }
                case 2 -> path.removeLast();
                case 3 -> {
                    byte[] value = new byte[blob.getInt()];
                    String name = text(strings + blob.getInt());
                    blob.get(blob.position(), value);
                    skip(value.length);
                    properties.put(String.join("/", path) + "/" + name, value);
                }
                case 9 -> {
                    return;
                }
                default -> {} // FDT_NOP
            }
        }
    }

    private void skip(int bytes) {
        blob.position(blob.position() + bytes + 3 & -4);
    }

    private String text(int at) {
        int end = at;
        while (blob.get(end) != 0) {
            end++;
        }
        return new String(blob.array(), at, end - at, StandardCharsets.UTF_8);
    }
}
