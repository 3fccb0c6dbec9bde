package dev.hindsight.emulator.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sum, product, fused multiply-add, quotient and root against exact integers, in every format and rounding mode. */
class ArithmeticTest {
    private static final int RANDOM = 30_000;

    @ParameterizedTest
    @EnumSource
    void edgesMeetAsTheyShould(FloatFormat format) {
        List<Long> edges = Operands.edges(format);
        for (Rounding mode : Rounding.values()) {
            for (long a : edges) {
                for (long b : edges) {
                    compare(format, mode, a, b, 0);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void edgesMeetThreeByThree(FloatFormat format) {
        List<Long> edges = Operands.edges(format);
        for (long a : edges) {
            for (long b : edges) {
                for (long c : edges) {
                    Rounding mode = Rounding.of((int) Math.floorMod(a * 31 + b * 7 + c, 5L));
                    compareFused(format, mode, a, b, c);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void randomNumbersToo(FloatFormat format) {
        Random random = new Random(format.ordinal());
        for (int i = 0; i < RANDOM; i++) {
            long a = Operands.random(format, random);
            long b = i % 2 == 0 ? Operands.random(format, random) : Operands.near(format, a, random);
            Rounding mode = Rounding.of(i % 5);
            compare(format, mode, a, b, i);
            long product = FusedMultiplyAdd.product(format, a, b, new Environment());
            compareFused(format, mode, a, b, Operands.near(format, product, random));
            compareFused(format, mode, a, b, Operands.random(format, random));
        }
    }

    /** Exact results lie near the edge between subnormal and normal. */
    @ParameterizedTest
    @EnumSource
    void tininessIsDetectedAfterRounding(FloatFormat format) {
        Random random = new Random(3);
        long smallest = 1L << format.precision() - 1;
        for (int i = 0; i < RANDOM; i++) {
            long a = format.one() + random.nextInt(8) - 4;
            long b = format.signed(random.nextBoolean(), smallest + random.nextInt(8) - 4);
            Rounding mode = Rounding.of(i % 5);
            compare(format, mode, a, b, i);
            compareFused(format, mode, a, b, random.nextInt(3));
        }
    }

    @ParameterizedTest
    @EnumSource
    void rootsAreExact(FloatFormat format) {
        Random random = new Random(4);
        for (int i = 0; i < RANDOM; i++) {
            long a = format == FloatFormat.HALF ? i * 2L + (i & 1) : Operands.random(format, random);
            compareRoot(format, Rounding.of(i % 5), a);
        }
        for (long a : Operands.edges(format)) {
            for (Rounding mode : Rounding.values()) {
                compareRoot(format, mode, a);
            }
        }
    }

    private static void compare(FloatFormat format, Rounding mode, long a, long b, int round) {
        if (round % 2 == 0) {
            compareFused(format, mode, a, format.one(), b);
            check(sum(format, mode, a, b), env -> FusedMultiplyAdd.sum(format, a, b, env), mode, "0x%x + 0x%x", a, b);
            check(
                    sum(format, mode, a, Sign.negate(format, b)),
                    env -> FusedMultiplyAdd.difference(format, a, b, env),
                    mode,
                    "0x%x - 0x%x",
                    a,
                    b);
        }
        check(
                product(format, mode, a, b),
                env -> FusedMultiplyAdd.product(format, a, b, env),
                mode,
                "0x%x * 0x%x",
                a,
                b);
        check(quotient(format, mode, a, b), env -> Division.of(format, a, b, env), mode, "0x%x / 0x%x", a, b);
    }

    private static void compareFused(FloatFormat format, Rounding mode, long a, long b, long c) {
        Exact.Rounded expected = fused(format, mode, a, b, c);
        check(expected, env -> FusedMultiplyAdd.of(format, a, b, c, env), mode, "0x%x * 0x%x + 0x%x", a, b, c);
    }

    private static void compareRoot(FloatFormat format, Rounding mode, long a) {
        check(root(format, mode, a), env -> SquareRoot.of(format, a, env), mode, "root of 0x%x", a);
    }

    private interface Operation {
        long in(Environment environment);
    }

    /** Fast where all is well: there are a million comparisons. */
    private static void check(
            Exact.Rounded expected, Operation operation, Rounding mode, String text, Object... operands) {
        Environment environment = new Environment();
        environment.setRounding(mode);
        long bits = operation.in(environment);
        if (bits != expected.bits() || environment.flags() != expected.flags()) {
            assertThat(new Exact.Rounded(bits, environment.flags()))
                    .as(text + " " + mode, operands)
                    .isEqualTo(expected);
        }
    }

    // ---- What IEEE 754 says ----

    private static Exact.Rounded sum(FloatFormat format, Rounding mode, long a, long b) {
        if (format.isNaN(a) || format.isNaN(b)) {
            return nan(format, format.isSignalling(a) || format.isSignalling(b));
        }
        if (format.isInfinite(a) || format.isInfinite(b)) {
            boolean opposite = format.isInfinite(a) && format.isInfinite(b) && a != b;
            return opposite ? nan(format, true) : new Exact.Rounded(format.isInfinite(a) ? a : b, 0);
        }
        Exact sum = Exact.of(format, a).plus(Exact.of(format, b));
        if (sum.isZero()) {
            boolean same = format.isNegative(a) == format.isNegative(b);
            boolean negative = same ? format.isNegative(a) : mode == Rounding.RDN;
            return new Exact.Rounded(format.zero(negative), 0);
        }
        return sum.round(format, mode);
    }

    private static Exact.Rounded product(FloatFormat format, Rounding mode, long a, long b) {
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (format.isNaN(a) || format.isNaN(b)) {
            return nan(format, format.isSignalling(a) || format.isSignalling(b));
        }
        if (format.isInfinite(a) || format.isInfinite(b)) {
            boolean nothing = format.isZero(a) || format.isZero(b);
            return nothing ? nan(format, true) : new Exact.Rounded(format.infinity(negative), 0);
        }
        Exact product = Exact.of(format, a).times(Exact.of(format, b));
        return product.isZero() ? new Exact.Rounded(format.zero(negative), 0) : product.round(format, mode);
    }

    private static Exact.Rounded fused(FloatFormat format, Rounding mode, long a, long b, long c) {
        boolean finite = !format.isNaN(a) && !format.isNaN(b) && !format.isInfinite(a) && !format.isInfinite(b);
        if (!finite) {
            Exact.Rounded product = product(format, mode, a, b);
            Exact.Rounded sum = sum(format, mode, product.bits(), c);
            return new Exact.Rounded(sum.bits(), product.flags() | sum.flags());
        }
        Exact product = Exact.of(format, a).times(Exact.of(format, b));
        if (product.isZero() || format.isNaN(c) || format.isInfinite(c)) {
            return sum(format, mode, format.zero(format.isNegative(a) != format.isNegative(b)), c);
        }
        Exact sum = product.plus(Exact.of(format, c));
        if (sum.isZero()) {
            return new Exact.Rounded(format.zero(mode == Rounding.RDN), 0);
        }
        return sum.round(format, mode);
    }

    private static Exact.Rounded quotient(FloatFormat format, Rounding mode, long a, long b) {
        boolean negative = format.isNegative(a) != format.isNegative(b);
        if (format.isNaN(a) || format.isNaN(b)) {
            return nan(format, format.isSignalling(a) || format.isSignalling(b));
        }
        if (format.isInfinite(a)) {
            return format.isInfinite(b) ? nan(format, true) : new Exact.Rounded(format.infinity(negative), 0);
        }
        if (format.isInfinite(b)) {
            return new Exact.Rounded(format.zero(negative), 0);
        }
        if (format.isZero(b)) {
            Exact.Rounded infinite = new Exact.Rounded(format.infinity(negative), Environment.DIVISION_BY_ZERO);
            return format.isZero(a) ? nan(format, true) : infinite;
        }
        if (format.isZero(a)) {
            return new Exact.Rounded(format.zero(negative), 0);
        }
        return Exact.of(format, a).over(Exact.of(format, b)).round(format, mode);
    }

    private static Exact.Rounded root(FloatFormat format, Rounding mode, long a) {
        if (format.isNaN(a)) {
            return nan(format, format.isSignalling(a));
        }
        if (format.isZero(a)) {
            return new Exact.Rounded(a, 0);
        }
        if (format.isNegative(a)) {
            return nan(format, true);
        }
        return format.isInfinite(a)
                ? new Exact.Rounded(a, 0)
                : Exact.of(format, a).root().round(format, mode);
    }

    private static Exact.Rounded nan(FloatFormat format, boolean invalid) {
        return new Exact.Rounded(format.canonicalNaN(), invalid ? Environment.INVALID : 0);
    }
}
