package dev.hindsight.emulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackerTest {
    @ParameterizedTest
    @ValueSource(longs = {0, 1, -1, 63, 64, -64, -65, 1 << 20, Long.MAX_VALUE, Long.MIN_VALUE})
    void everyNumberComesBack(long value) {
        Unpacker from = new Unpacker(new Packer().number(value).fixed(value).toArray());

        assertThat(from.number()).isEqualTo(value);
        assertThat(from.fixed()).isEqualTo(value);
        assertThat(from.isEmpty()).isTrue();
    }

    @Test
    void smallNumbersOfEitherSignTakeAByte() {
        assertThat(new Packer().number(-64).number(63).length()).isEqualTo(2);
    }

    @Test
    void textsAndArraysComeBack() {
        byte[] bytes = new byte[1000];
        new Random(1).nextBytes(bytes);
        Unpacker from = new Unpacker(new Packer().text("Käse").bytes(bytes).toArray());

        assertThat(from.text()).isEqualTo("Käse");
        assertThat(from.bytes()).isEqualTo(bytes);
    }

    @Test
    void whatIsCutOffIsSaidToBe() {
        byte[] whole = new Packer().text("something").fixed(7).toArray();
        for (int length = 0; length < whole.length; length++) {
            Unpacker from = new Unpacker(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> {
                        from.text();
                        from.fixed();
                    })
                    .isInstanceOf(StateException.class);
        }
    }

    @Test
    void anythingElseIsNothingButAStateException() {
        Random random = new Random(5);
        for (int i = 0; i < 10_000; i++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            Unpacker from = new Unpacker(bytes);
            try {
                from.number();
                from.count(100);
                from.bytes();
                from.text();
            } catch (StateException expected) {
                assertThat(expected.getMessage()).endsWith(".");
            }
        }
    }
}
