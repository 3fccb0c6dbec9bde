package dev.hindsight.emulator.fdt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class FlatTreeTest {
    @Test
    void theHeaderTellsWhereEverythingIs() {
        byte[] blob = FlatTree.of(DeviceNode.root().cells("x", 1));
        ByteBuffer header = ByteBuffer.wrap(blob);
        assertThat(header.getInt(0)).isEqualTo(0xd00dfeed);
        assertThat(header.getInt(4)).isEqualTo(blob.length);
        assertThat(header.getInt(12)).isEqualTo(blob.length - 2); // the strings: "x"
        assertThat(header.getInt(20)).isEqualTo(17);
        assertThat(header.getInt(36)).isEqualTo(header.getInt(12) - header.getInt(8));
    }

    @Test
    void nodesPropertiesAndPaddingAreWords() {
        DeviceNode root = DeviceNode.root().text("a", "hi");
        root.child("n", 0x10).cells("b", 7).flag("a");
        assertThat(structure(FlatTree.of(root)))
                .isEqualTo(
                        "00000001 00000000" // the root
                                + " 00000003 00000003 00000000 68690000"
                                + " 00000001 6e403130 00000000"
                                + " 00000003 00000004 00000002 00000007"
                                + " 00000003 00000000 00000000"
                                + " 00000002 00000002 00000009");
    }

    private static String structure(byte[] blob) {
        ByteBuffer words = ByteBuffer.wrap(blob);
        StringBuilder text = new StringBuilder();
        int from = words.getInt(8);
        for (int at = from; at < from + words.getInt(36); at += 4) {
            text.append(text.isEmpty() ? "" : " ").append(HexFormat.of().toHexDigits(words.getInt(at)));
        }
        return text.toString();
    }
}
