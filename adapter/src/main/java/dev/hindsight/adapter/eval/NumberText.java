package dev.hindsight.adapter.eval;

import java.math.BigDecimal;
import java.util.HexFormat;

/** Numbers as text. */
final class NumberText {
    private NumberText() {}

    static String integer(long bits, int width, boolean isSigned, DisplayFormat format) {
        long unsigned = Numbers.extend(bits, width, false);
        return switch (format) {
            case NATURAL, DECIMAL -> isSigned ? Long.toString(bits) : Long.toUnsignedString(unsigned);
            case HEXADECIMAL -> "0x" + Long.toHexString(unsigned);
            case OCTAL -> unsigned == 0 ? "0" : "0" + Long.toOctalString(unsigned);
            case BINARY -> "0b" + Long.toBinaryString(unsigned);
            case CHARACTER -> "%d %s".formatted(bits, Text.character((int) bits & 0xFF));
        };
    }

    /** The shortest text that reads back as the same number. */
    static String real(double value, boolean single) {
        if (Double.isNaN(value)) {
            return "nan";
        }
        if (Double.isInfinite(value)) {
            return value < 0 ? "-inf" : "inf";
        }
        String shortest = single ? Float.toString((float) value) : Double.toString(value);
        double magnitude = Math.abs(value);
        if (magnitude != 0 && (magnitude < 1e-4 || magnitude >= 1e16)) {
            return shortest.replace(".0E", "e").replace("E", "e");
        }
        String plain = new BigDecimal(shortest).toPlainString().replaceFirst("\\.0*$", "");
        return value == 0 && 1 / value < 0 ? "-0" : plain;
    }

    /** Bytes that are no number that we know, the most significant first. */
    static String hexadecimal(byte[] littleEndian) {
        var reversed = new byte[littleEndian.length];
        for (int index = 0; index < reversed.length; index++) {
            reversed[index] = littleEndian[reversed.length - 1 - index];
        }
        return "0x" + HexFormat.of().formatHex(reversed);
    }
}
