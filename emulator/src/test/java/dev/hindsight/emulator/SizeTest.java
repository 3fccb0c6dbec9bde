package dev.hindsight.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SizeTest {
    @ParameterizedTest
    @CsvSource({"128M, 134217728", "1G, 1073741824", "64K, 65536", "64k, 65536", "4097, 4097", "0, 0"})
    void readsWhatPeopleWrite(String text, long bytes) {
        assertThat(Size.parse(text)).isEqualTo(bytes);
        assertThat(Size.parse(Size.format(bytes))).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "M", "12Q", "-1", "1.5G", "0x100", "128MB", "9999999999999999999"})
    void saysWhatASizeLooksLike(String text) {
        assertThatThrownBy(() -> Size.parse(text))
                .isInstanceOf(GuestException.class)
                .hasMessage("\"" + text + "\" is not a size: write bytes, or a number with K, M or G, as in 128M.");
    }

    @Test
    void saysThatASizeIsTooLarge() {
        assertThatThrownBy(() -> Size.parse("99999999999999G")).isInstanceOf(GuestException.class);
    }

    @Test
    void randomTextIsASizeOrASentence() {
        Random random = new Random(1);
        for (int i = 0; i < 10_000; i++) {
            String text = random.ints(random.nextInt(6), '*', 'n')
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            try {
                assertThat(Size.parse(text)).isNotNegative();
            } catch (GuestException expected) {
                assertThat(expected).hasMessageEndingWith(".");
            }
        }
    }
}
