package dev.hindsight.emulator.fp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ComparisonTest {
    private final Environment environment = new Environment();

    @ParameterizedTest
    @EnumSource
    void numbersCompareAsTheirValuesDo(FloatFormat format) {
        for (long a : Operands.edges(format)) {
            for (long b : Operands.edges(format)) {
                boolean numbers = !format.isNaN(a) && !format.isNaN(b);
                int order = numbers ? compare(format, a, b) : 0;
                assertThat(Comparison.equal(format, a, b, environment)).isEqualTo(numbers && order == 0);
                assertThat(Comparison.less(format, a, b, environment)).isEqualTo(numbers && order < 0);
                assertThat(Comparison.lessOrEqual(format, a, b, environment)).isEqualTo(numbers && order <= 0);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onlyEqualityAcceptsQuietNaNs(FloatFormat format) {
        long quiet = format.canonicalNaN();
        Comparison.equal(format, quiet, format.one(), environment);
        assertThat(environment.flags()).isZero();
        Comparison.equal(format, quiet, format.infinity(true) + 1, environment);
        assertThat(environment.flags()).isEqualTo(Environment.INVALID);
        environment.setFlags(0);
        Comparison.less(format, quiet, format.one(), environment);
        assertThat(environment.flags()).isEqualTo(Environment.INVALID);
        environment.setFlags(0);
        Comparison.lessOrEqual(format, format.one(), quiet, environment);
        assertThat(environment.flags()).isEqualTo(Environment.INVALID);
    }

    @ParameterizedTest
    @EnumSource
    void aNumberWinsOverANaN(FloatFormat format) {
        long quiet = format.canonicalNaN() + 1;
        long one = format.one();
        assertThat(Comparison.minimum(format, quiet, one, environment)).isEqualTo(one);
        assertThat(Comparison.maximum(format, one, quiet, environment)).isEqualTo(one);
        assertThat(Comparison.maximum(format, quiet, quiet, environment)).isEqualTo(format.canonicalNaN());
        assertThat(environment.flags()).isZero();
        assertThat(Comparison.maximum(format, one, format.infinity(false) + 1, environment))
                .isEqualTo(one);
        assertThat(environment.flags()).isEqualTo(Environment.INVALID);
    }

    @ParameterizedTest
    @EnumSource
    void minusZeroIsLessThanZero(FloatFormat format) {
        long minus = format.zero(true);
        assertThat(Comparison.minimum(format, 0, minus, environment)).isEqualTo(minus);
        assertThat(Comparison.minimum(format, minus, 0, environment)).isEqualTo(minus);
        assertThat(Comparison.maximum(format, 0, minus, environment)).isZero();
        assertThat(Comparison.maximum(format, minus, 0, environment)).isZero();
        assertThat(Comparison.minimum(format, format.one(), format.infinity(true), environment))
                .isEqualTo(format.infinity(true));
        assertThat(Comparison.maximum(format, Sign.negate(format, format.one()), minus, environment))
                .isEqualTo(minus);
    }

    @Test
    void everyKindOfNumberHasItsBit() {
        FloatFormat format = FloatFormat.SINGLE;
        long[] kinds = {
            0xff80_0000L,
            0xbf80_0000L,
            0x8000_0001L,
            0x8000_0000L,
            0,
            0x007f_ffffL,
            0x0080_0000L,
            0x7f80_0000L,
            0x7f80_0001L,
            0x7fc0_0000L
        };
        for (int bit = 0; bit < kinds.length; bit++) {
            assertThat(Classification.of(format, kinds[bit])).isEqualTo(1 << bit);
        }
    }

    @Test
    void signsMoveWithoutLookingAtTheNumber() {
        FloatFormat format = FloatFormat.SINGLE;
        assertThat(Sign.copy(format, 0x7f80_0001L, 0x8000_0000L)).isEqualTo(0xff80_0001L);
        assertThat(Sign.copyNegated(format, 0x3f80_0000L, 0x8000_0000L)).isEqualTo(0x3f80_0000L);
        assertThat(Sign.multiply(format, 0xbf80_0000L, 0x8000_0000L)).isEqualTo(0x3f80_0000L);
    }

    private static int compare(FloatFormat format, long a, long b) {
        return Double.compare(value(format, a) + 0.0, value(format, b) + 0.0);
    }

    private static double value(FloatFormat format, long bits) {
        return Double.longBitsToDouble(Conversion.convert(format, FloatFormat.DOUBLE, bits, new Environment()));
    }
}
