package dev.hindsight.emulator.fdt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Writes the blob: header, memory reservations (none), structure, strings. [DTSpec 0.4 §5] */
public final class FlatTree {
    private static final int MAGIC = 0xd00dfeed;
    private static final int VERSION = 17;
    private static final int COMPATIBLE_WITH = 16;
    private static final int HEADER = 40;
    private static final int NO_RESERVATIONS = 16;

    private static final int BEGIN_NODE = 1;
    private static final int END_NODE = 2;
    private static final int PROPERTY = 3;
    private static final int END = 9;

    private final ByteArrayOutputStream structure = new ByteArrayOutputStream();
    private final ByteArrayOutputStream strings = new ByteArrayOutputStream();
    private final Map<String, Integer> stringOffsets = new HashMap<>();

    private FlatTree() {}

    /** The blob of a tree, whose boot hart is 0. */
    public static byte[] of(DeviceNode root) {
        FlatTree tree = new FlatTree();
        tree.put(root);
        tree.putCell(END);
        return tree.blob();
    }

    private byte[] blob() {
        int structureAt = HEADER + NO_RESERVATIONS;
        int stringsAt = structureAt + structure.size();
        int total = stringsAt + strings.size();
        int bootHart = 0;
        int[] header = {
            MAGIC,
            total,
            structureAt,
            stringsAt,
            HEADER,
            VERSION,
            COMPATIBLE_WITH,
            bootHart,
            strings.size(),
            structure.size()
        };
        ByteBuffer blob = ByteBuffer.allocate(total);
        for (int field : header) {
            blob.putInt(field);
        }
        blob.position(structureAt);
        return blob.put(structure.toByteArray()).put(strings.toByteArray()).array();
    }

    private void put(DeviceNode node) {
        putCell(BEGIN_NODE);
        structure.writeBytes(terminated(node.name()));
        align();
        node.properties().forEach(this::put);
        node.children().forEach(this::put);
        putCell(END_NODE);
    }

    private void put(String property, byte[] value) {
        putCell(PROPERTY);
        putCell(value.length);
        putCell(offset(property));
        structure.writeBytes(value);
        align();
    }

    /** Each name of a property is kept once. */
    private int offset(String property) {
        return stringOffsets.computeIfAbsent(property, name -> {
            int offset = strings.size();
            strings.writeBytes(terminated(name));
            return offset;
        });
    }

    private void putCell(int value) {
        structure.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(value).array());
    }

    private void align() {
        while (structure.size() % Integer.BYTES != 0) {
            structure.write(0);
        }
    }

    private static byte[] terminated(String text) {
        return (text + "\0").getBytes(StandardCharsets.UTF_8);
    }
}
