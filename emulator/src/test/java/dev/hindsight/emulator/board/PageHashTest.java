package dev.hindsight.emulator.board;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hindsight.emulator.bus.Ram;
import java.util.Random;
import net.jpountz.xxhash.XXHash64;
import net.jpountz.xxhash.XXHashFactory;
import org.junit.jupiter.api.Test;

class PageHashTest {
    @Test
    void isXxh64() {
        XXHash64 library = XXHashFactory.safeInstance().hash64();
        byte[] bytes = new byte[20 * Ram.PAGE];
        new Random(1).nextBytes(bytes);
        for (int page = 0; page < 20; page++) {
            int from = page * Ram.PAGE;
            assertThat(PageHash.of(bytes, from)).isEqualTo(library.hash(bytes, from, Ram.PAGE, 0));
        }
    }
}
