package dev.hindsight.emulator.fp;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversionTest {
    private static final BigInteger TWO = BigInteger.TWO;

    @ParameterizedTest
    @EnumSource
    void numbersBecomeIntegersOrTheNearestLimit(FloatFormat format) {
        Random random = new Random(5);
        LongStream.Builder all = LongStream.builder();
        Operands.edges(format).forEach(all::add);
        for (int i = 0; i < 20_000; i++) {
            all.add(format == FloatFormat.HALF ? i * 65_537L / 20_000 * 3 & 0xffff : nearInteger(format, random));
        }
        for (long bits : all.build().toArray()) {
            for (IntegerType type : IntegerType.values()) {
                Rounding mode = Rounding.of(Math.floorMod(Long.hashCode(bits), 5));
                compare(format, type, mode, bits);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void integersBecomeTheNearestNumber(FloatFormat format) {
        Random random = new Random(6);
        for (int i = 0; i < 50_000; i++) {
            long register = random.nextLong() >> random.nextInt(Long.SIZE) ^ -1L << random.nextInt(Long.SIZE);
            for (IntegerType type : IntegerType.values()) {
                Environment environment = environment(Rounding.of(i % 5));
                long bits = Conversion.fromInteger(type, format, register, environment);
                Exact value = new Exact(value(type, register), 0, false);
                Exact.Rounded expected =
                        value.isZero() ? new Exact.Rounded(0, 0) : value.round(format, environment.rounding());
                same(new Exact.Rounded(bits, environment.flags()), expected, "0x%x as %s", register, type);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void numbersChangeTheirFormat(FloatFormat from) {
        Random random = new Random(7);
        for (FloatFormat to : FloatFormat.values()) {
            for (int i = 0; i < 50_000; i++) {
                long bits = Operands.random(from, random);
                Environment environment = environment(Rounding.of(i % 5));
                long converted = Conversion.convert(from, to, bits, environment);
                same(
                        new Exact.Rounded(converted, environment.flags()),
                        converted(from, to, bits, environment.rounding()),
                        "0x%x from %s to %s",
                        bits,
                        from,
                        to);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNarrowNumberIsBoxed(FloatFormat format) {
        for (long bits : Operands.edges(format)) {
            assertThat(format.unbox(format.box(bits))).isEqualTo(bits);
        }
        List<Long> unboxed = List.of(0L, 0x7fff_ffff_0000_0000L, 0xffff_fffe_3f80_0000L);
        for (long register : unboxed) {
            long expected = format == FloatFormat.DOUBLE ? register : format.canonicalNaN();
            assertThat(format.unbox(register)).isEqualTo(expected);
        }
    }

    private static void compare(FloatFormat format, IntegerType type, Rounding mode, long bits) {
        Environment environment = environment(mode);
        long register = Conversion.toInteger(format, type, bits, environment);
        Exact.Rounded expected = integer(format, type, mode, bits);
        same(new Exact.Rounded(register, environment.flags()), expected, "0x%x as %s %s", bits, type, mode);
    }

    private static Exact.Rounded integer(FloatFormat format, IntegerType type, Rounding mode, long bits) {
        int width = type.ordinal() < 2 ? 32 : 64;
        boolean signed = type.ordinal() % 2 == 0;
        BigInteger least = signed ? TWO.pow(width - 1).negate() : BigInteger.ZERO;
        BigInteger greatest = TWO.pow(signed ? width - 1 : width).subtract(BigInteger.ONE);
        boolean special = format.isNaN(bits) || format.isInfinite(bits);
        if (special) {
            boolean low = format.isInfinite(bits) && format.isNegative(bits);
            return new Exact.Rounded(register(width, low ? least : greatest), Environment.INVALID);
        }
        Exact.Cut cut = Exact.of(format, bits).integer(mode);
        if (cut.kept().compareTo(least) < 0 || cut.kept().compareTo(greatest) > 0) {
            BigInteger limit = cut.kept().signum() < 0 ? least : greatest;
            return new Exact.Rounded(register(width, limit), Environment.INVALID);
        }
        return new Exact.Rounded(register(width, cut.kept()), cut.inexact() ? Environment.INEXACT : 0);
    }

    private static long register(int width, BigInteger value) {
        return width == 32 ? value.intValue() : value.longValue();
    }

    private static BigInteger value(IntegerType type, long register) {
        return switch (type) {
            case INT32 -> BigInteger.valueOf((int) register);
            case UINT32 -> BigInteger.valueOf(register & 0xffff_ffffL);
            case INT64 -> BigInteger.valueOf(register);
            case UINT64 -> new BigInteger(Long.toUnsignedString(register));
        };
    }

    private static Exact.Rounded converted(FloatFormat from, FloatFormat to, long bits, Rounding mode) {
        if (from.isNaN(bits)) {
            return new Exact.Rounded(to.canonicalNaN(), from.isSignalling(bits) ? Environment.INVALID : 0);
        }
        if (from.isInfinite(bits)) {
            return new Exact.Rounded(to.infinity(from.isNegative(bits)), 0);
        }
        if (from.isZero(bits)) {
            return new Exact.Rounded(to.zero(from.isNegative(bits)), 0);
        }
        return Exact.of(from, bits).round(to, mode);
    }

    /** Between a half and 2^65. */
    private static long nearInteger(FloatFormat format, Random random) {
        long fraction = Operands.random(format, random) & (1L << format.precision() - 1) - 1;
        long exponent = format.bias() - 1 + random.nextInt(66);
        return format.signed(random.nextBoolean(), exponent << format.precision() - 1 | fraction);
    }

    private static Environment environment(Rounding mode) {
        Environment environment = new Environment();
        environment.setRounding(mode);
        return environment;
    }

    private static void same(Exact.Rounded actual, Exact.Rounded expected, String text, Object... operands) {
        if (!actual.equals(expected)) {
            assertThat(actual).as(text, operands).isEqualTo(expected);
        }
    }
}
