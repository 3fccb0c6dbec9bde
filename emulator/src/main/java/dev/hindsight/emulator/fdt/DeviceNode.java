package dev.hindsight.emulator.fdt;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A node of a device tree while it is built: properties by name, then children, in the order they were added. */
public final class DeviceNode {
    private final String name;
    private final Map<String, byte[]> properties = new LinkedHashMap<>();
    private final List<DeviceNode> children = new ArrayList<>();

    private DeviceNode(String name) {
        this.name = name;
    }

    /** The root, which has no name. */
    public static DeviceNode root() {
        return new DeviceNode("");
    }

    /** Adds a node below this one; with an address, the name is {@code name@address}. [DTSpec 0.4 §2.2.1] */
    public DeviceNode child(String childName) {
        DeviceNode child = new DeviceNode(childName);
        children.add(child);
        return child;
    }

    public DeviceNode child(String childName, long unitAddress) {
        return child(childName + "@" + Long.toHexString(unitAddress));
    }

    /** A property that says something by being there. */
    public DeviceNode flag(String property) {
        return bytes(property, new byte[0]);
    }

    /** One or more strings, each with its NUL. */
    public DeviceNode text(String property, List<String> values) {
        var joined = new ByteArrayOutputStream();
        for (String value : values) {
            joined.writeBytes(value.getBytes(StandardCharsets.UTF_8));
            joined.write(0);
        }
        return bytes(property, joined.toByteArray());
    }

    public DeviceNode text(String property, String... values) {
        return text(property, List.of(values));
    }

    /** Numbers of 32 bits. */
    public DeviceNode cells(String property, int... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES); // big-endian, as the blob
        for (int value : values) {
            bytes.putInt(value);
        }
        return bytes(property, bytes.array());
    }

    /** Numbers of two cells each, as addresses and sizes are where the parent has #address-cells and #size-cells 2. */
    public DeviceNode wide(String property, long... values) {
        ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
        for (long value : values) {
            bytes.putLong(value);
        }
        return bytes(property, bytes.array());
    }

    private DeviceNode bytes(String property, byte[] value) {
        properties.put(property, value);
        return this;
    }

    String name() {
        return name;
    }

    Map<String, byte[]> properties() {
        return properties;
    }

    List<DeviceNode> children() {
        return children;
    }
}
