package dev.hindsight.adapter.dwarf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ExpressionTest {
    private static final LocationContext CONTEXT = new LocationContext() {
        @Override
        public long pc() {
            return 0;
        }

        @Override
        public OptionalLong register(int number) {
            return number < 32 ? OptionalLong.of(100 + number) : OptionalLong.empty();
        }

        @Override
        public OptionalLong callFrameAddress() {
            return OptionalLong.of(0x2000);
        }

        @Override
        public byte[] memory(long address, int length) {
            var bytes = new byte[address == 0 ? 0 : length];
            java.util.Arrays.fill(bytes, (byte) 0x11);
            return bytes;
        }
    };

    private static long value(int addressSize, Assembler code) {
        return Expression.value(code.cursor(), addressSize, CONTEXT, OptionalLong.empty());
    }

    @Test
    void arithmeticIsAsWideAsAnAddress() {
        assertThat(value(8, new Assembler().u8(0x31, 0x1f, 0x33, 0x1b))).isZero(); // 1 neg 3 div
        assertThat(value(8, new Assembler().u8(0x36, 0x1f, 0x33, 0x1b))).isEqualTo(-2); // 6 neg 3 div
        assertThat(value(4, new Assembler().u8(0x36, 0x1f, 0x33, 0x1b))).isEqualTo(0xFFFF_FFFEL);
        assertThat(value(4, new Assembler().u8(0x31, 0x1f, 0x31, 0x25))).isEqualTo(0x7FFF_FFFFL); // -1 1 shr
        assertThat(value(4, new Assembler().u8(0x31, 0x1f, 0x31, 0x26))).isEqualTo(0xFFFF_FFFFL); // -1 1 shra
        assertThat(value(4, new Assembler().u8(0x31, 0x1f, 0x31, 0x2d))).isEqualTo(1); // -1 1 lt
    }

    @Test
    void theStackIsShuffledAsTheStandardSays() {
        assertThat(value(8, new Assembler().u8(0x31, 0x32, 0x16, 0x1c))).isEqualTo(1); // 1 2 swap minus
        assertThat(value(8, new Assembler().u8(0x31, 0x32, 0x33, 0x17))).isEqualTo(2); // 1 2 3 rot: 3 1 2
        assertThat(value(8, new Assembler().u8(0x31, 0x32, 0x33, 0x17, 0x13))).isEqualTo(1);
        assertThat(value(8, new Assembler().u8(0x31, 0x32, 0x33, 0x17, 0x13, 0x13)))
                .isEqualTo(3);
        assertThat(value(8, new Assembler().u8(0x31, 0x32, 0x14))).isEqualTo(1); // 1 2 over
        assertThat(value(8, new Assembler().u8(0x31, 0x32, 0x33, 0x15, 2))).isEqualTo(1); // 1 2 3 pick 2
    }

    @Test
    void registersMemoryAndTheFrameAddressAreAskedFor() {
        assertThat(value(8, new Assembler().u8(0x72, 0x7e))).isEqualTo(100); // breg2 -2
        assertThat(value(8, new Assembler().u8(0x9c, 0x23, 0x10))).isEqualTo(0x2010); // call_frame_cfa plus_uconst
        assertThat(value(8, new Assembler().u8(0x35, 0x94, 2))).isEqualTo(0x1111); // 5 deref_size 2
    }

    @Test
    void branchesAreTaken() {
        // 1 bra +1, (lit5) skipped, lit7
        assertThat(value(8, new Assembler().u8(0x39, 0x31, 0x28, 1, 0, 0x35, 0x37)))
                .isEqualTo(7);
        assertThat(value(8, new Assembler().u8(0x30, 0x28, 1, 0, 0x35))).isEqualTo(5);
    }

    @Test
    void whatIsUnsoundIsAnException() {
        assertThatThrownBy(() -> value(8, new Assembler().u8(0x22))).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> value(8, new Assembler().u8(0x31, 0x30, 0x1b))).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> value(8, new Assembler().u8(0x31, 0x32, 0xff))).isInstanceOf(DwarfException.class);
        assertThatThrownBy(() -> value(8, new Assembler().u8(0x2f, 0xfd, 0xff))) // skip -3, for ever
                .isInstanceOf(DwarfException.class)
                .hasMessageContaining("an expression does not end");
    }
}
