package dev.hindsight.emulator.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** To nearest, numbers are what Java's are, except that Java does not say which NaN it makes. */
class HostArithmeticTest {
    private static final int ROUNDS = 200_000;
    private final Environment environment = new Environment();

    @Test
    void doublesAreJavasDoubles() {
        Random random = new Random(1);
        for (int i = 0; i < ROUNDS; i++) {
            long a = Operands.random(FloatFormat.DOUBLE, random);
            long b = i % 2 == 0
                    ? Operands.random(FloatFormat.DOUBLE, random)
                    : Operands.near(FloatFormat.DOUBLE, a, random);
            double x = Double.longBitsToDouble(a);
            double y = Double.longBitsToDouble(b);
            same(FusedMultiplyAdd.sum(FloatFormat.DOUBLE, a, b, environment), x + y);
            same(FusedMultiplyAdd.difference(FloatFormat.DOUBLE, a, b, environment), x - y);
            same(FusedMultiplyAdd.product(FloatFormat.DOUBLE, a, b, environment), x * y);
            same(Division.of(FloatFormat.DOUBLE, a, b, environment), x / y);
            same(SquareRoot.of(FloatFormat.DOUBLE, a, environment), Math.sqrt(x));
            same(Conversion.fromInteger(IntegerType.INT64, FloatFormat.DOUBLE, a >> (i & 63), environment), (double)
                    (a >> (i & 63)));
            same(Conversion.convert(FloatFormat.DOUBLE, FloatFormat.SINGLE, a, environment), (float) x);
            boolean less = Comparison.less(FloatFormat.DOUBLE, a, b, environment);
            assertThat(less).isEqualTo(x < y);
        }
    }

    @Test
    void singlesAreJavasFloats() {
        Random random = new Random(2);
        for (int i = 0; i < ROUNDS; i++) {
            long a = Operands.random(FloatFormat.SINGLE, random);
            long b = i % 2 == 0
                    ? Operands.random(FloatFormat.SINGLE, random)
                    : Operands.near(FloatFormat.SINGLE, a, random);
            float x = Float.intBitsToFloat((int) a);
            float y = Float.intBitsToFloat((int) b);
            same(FusedMultiplyAdd.sum(FloatFormat.SINGLE, a, b, environment), x + y);
            same(FusedMultiplyAdd.product(FloatFormat.SINGLE, a, b, environment), x * y);
            same(Division.of(FloatFormat.SINGLE, a, b, environment), x / y);
            same(SquareRoot.of(FloatFormat.SINGLE, a, environment), (float) Math.sqrt(x));
            same(Conversion.convert(FloatFormat.SINGLE, FloatFormat.DOUBLE, a, environment), (double) x);
            same(Conversion.fromInteger(IntegerType.INT32, FloatFormat.SINGLE, a, environment), (float) (int) a);
        }
    }

    /** Few, because Java multiplies and adds by BigDecimal where the processor does not. */
    @Test
    void fusedMultiplyAddIsJavas() {
        Random random = new Random(3);
        for (int i = 0; i < ROUNDS / 10; i++) {
            long a = Operands.random(FloatFormat.DOUBLE, random);
            long b = Operands.random(FloatFormat.DOUBLE, random);
            long product = FusedMultiplyAdd.product(FloatFormat.DOUBLE, a, b, environment);
            long c = Operands.near(FloatFormat.DOUBLE, product, random);
            double expected =
                    Math.fma(Double.longBitsToDouble(a), Double.longBitsToDouble(b), Double.longBitsToDouble(c));
            same(FusedMultiplyAdd.of(FloatFormat.DOUBLE, a, b, c, environment), expected);
        }
    }

    private static void same(long bits, double expected) {
        if (bits != Double.doubleToLongBits(expected)) {
            assertThat(bits).isEqualTo(Double.doubleToLongBits(expected));
        }
    }

    private static void same(long bits, float expected) {
        if (bits != (Float.floatToIntBits(expected) & 0xffff_ffffL)) {
            assertThat(bits).isEqualTo(Float.floatToIntBits(expected));
        }
    }
}
