package dev.hindsight.rsp.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class HexTest {
    @Test
    void writesAndReadsBytes() {
        assertThat(Hex.of(new byte[] {0, (byte) 0xff, 0x1a})).isEqualTo("00ff1a");
        assertThat(Hex.bytes("00FF1a")).containsExactly(0, 0xff, 0x1a);
        assertThat(Hex.text(Hex.ofText("Grüße"))).isEqualTo("Grüße");
    }

    @Test
    void registersAreLittleEndianAndSignExtended() {
        assertThat(Hex.littleEndian(0x8000_0000L, 4)).isEqualTo("00000080");
        assertThat(Hex.littleEndian("00000080")).isEqualTo(0xffff_ffff_8000_0000L);
        assertThat(Hex.littleEndian(Hex.littleEndian(-2, 8))).isEqualTo(-2);
    }

    @Test
    void refusesOddAndForeignDigits() {
        for (String bad : new String[] {"0", "0g", "٣٣", "zz00"}) {
            assertThatExceptionOfType(RspException.class).isThrownBy(() -> Hex.bytes(bad));
        }
        assertThatExceptionOfType(RspException.class).isThrownBy(() -> Hex.littleEndian("001122334455667788"));
        assertThatExceptionOfType(RspException.class).isThrownBy(() -> Hex.littleEndian(""));
    }
}
