package dev.hindsight.rsp.wire;

import java.nio.charset.StandardCharsets;

/** Hexadecimal as packets write it: two digits a byte, registers in the target's (little-endian) order. */
public final class Hex {
    private static final char[] DIGITS = "0123456789abcdef".toCharArray();

    private Hex() {}

    public static String of(byte[] bytes) {
        byte[] text = new byte[bytes.length * 2];
        for (int i = 0; i < bytes.length; i++) {
            text[2 * i] = (byte) DIGITS[bytes[i] >> 4 & 15];
            text[2 * i + 1] = (byte) DIGITS[bytes[i] & 15];
        }
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** The UTF-8 bytes of {@code text}, as console output and monitor commands carry it. */
    public static String ofText(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] bytes(String hex) {
        if (hex.length() % 2 != 0) {
            throw new RspException("Hexadecimal bytes need an even number of digits, not " + hex.length() + ".");
        }
        byte[] bytes = new byte[hex.length() / 2];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (digit(hex, 2 * i) << 4 | digit(hex, 2 * i + 1));
        }
        return bytes;
    }

    public static String text(String hex) {
        return new String(bytes(hex), StandardCharsets.UTF_8);
    }

    /** The lowest {@code length} bytes of {@code value}, lowest first. */
    public static String littleEndian(long value, int length) {
        StringBuilder text = new StringBuilder(length * 2);
        for (int i = 0; i < length; i++) {
            append(text, (byte) (value >> 8 * i));
        }
        return text.toString();
    }

    /** A register of at most 8 bytes, sign-extended from its size. */
    public static long littleEndian(String hex) {
        byte[] bytes = bytes(hex);
        if (bytes.length == 0 || bytes.length > 8) {
            throw new RspException("A register must have 1 to 8 bytes, not " + bytes.length + ".");
        }
        long value = bytes[bytes.length - 1];
        for (int i = bytes.length - 2; i >= 0; i--) {
            value = value << 8 | (bytes[i] & 0xff);
        }
        return value;
    }

    /** The value of one hexadecimal digit, or -1. */
    public static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    private static int digit(String hex, int index) {
        int digit = digit(hex.charAt(index));
        if (digit < 0) {
            throw new RspException("Character " + (index + 1) + " of the hexadecimal bytes is not a digit.");
        }
        return digit;
    }

    private static void append(StringBuilder text, byte b) {
        text.append(DIGITS[b >> 4 & 15]).append(DIGITS[b & 15]);
    }
}
