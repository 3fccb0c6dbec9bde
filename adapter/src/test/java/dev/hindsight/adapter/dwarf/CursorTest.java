package dev.hindsight.adapter.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class CursorTest {
    private static Cursor over(int... values) {
        var bytes = new byte[values.length];
        for (int index = 0; index < values.length; index++) {
            bytes[index] = (byte) values[index];
        }
        return new Cursor(".debug_test", ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), 0, bytes.length);
    }

    @Test
    void numbersAreLittleEndian() {
        assertThat(over(0x01, 0x82).u16()).isEqualTo(0x8201);
        assertThat(over(1, 2, 3).unsigned(3)).isEqualTo(0x030201);
        assertThat(over(0xFF, 0xFF, 0xFF, 0xFF).u32()).isEqualTo(0xFFFF_FFFFL);
        assertThat(over(0xFE, 0xFF).signed(2)).isEqualTo(-2);
        assertThat(over(0x80).s8()).isEqualTo(-128);
    }

    @Test
    void leb128NumbersAreThoseOfTheStandard() {
        // The examples of [DWARF5 7.6], tables 7.7 and 7.8.
        assertThat(over(0xb9, 0x64).uleb()).isEqualTo(12857);
        assertThat(over(0x02).uleb()).isEqualTo(2);
        assertThat(over(0x7e).sleb()).isEqualTo(-2);
        assertThat(over(0xff, 0x00).sleb()).isEqualTo(127);
        assertThat(over(0x81, 0x7f).sleb()).isEqualTo(-127);
        assertThat(over(0x80, 0x7f).sleb()).isEqualTo(-128);
    }

    @Test
    void paddedLeb128NumbersKeepTheirValue() {
        assertThat(over(0x81, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00)
                        .uleb())
                .isEqualTo(1);
        assertThat(over(0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f)
                        .sleb())
                .isEqualTo(-1);
    }

    @Test
    void stringsEndAtZero() {
        Cursor cursor = over('h', 'i', 0, 7);

        assertThat(cursor.string()).isEqualTo("hi");
        assertThat(cursor.u8()).isEqualTo(7);
        assertThat(cursor.hasMore()).isFalse();
    }

    @Test
    void whatIsTakenIsReadApart() {
        Cursor cursor = over(1, 2, 3);
        Cursor taken = cursor.take(2);

        assertThat(cursor.u8()).isEqualTo(3);
        assertThat(taken.rest()).containsExactly(1, 2);
    }

    @Test
    void readingTooFarSaysWhere() {
        Cursor cursor = over(1, 2);
        cursor.u8();

        assertThatThrownBy(cursor::u32)
                .isInstanceOf(DwarfException.class)
                .hasMessage(".debug_test at 0x1: the section or a part of it ends too early.");
        assertThatThrownBy(() -> over('h').string()).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> over(1).take(-1)).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> over(1).at(2)).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> over(0xff, 0xff, 0xff, 0xff, 0x7f).ulebInt()).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> over(1, 2, 3, 4, 5, 6, 7, 8, 9).unsigned(9)).isInstanceOf(DwarfException.class);
    }
}
