package dev.hindsight.adapter.eval;

/** Little-endian bytes and the numbers that they stand for. */
final class Numbers {
    private Numbers() {}

    static long unsigned(byte[] bytes) {
        long value = 0;
        for (int index = Math.min(bytes.length, 8) - 1; index >= 0; index--) {
            value = value << 8 | bytes[index] & 0xFF;
        }
        return value;
    }

    static byte[] bytes(long value, int size) {
        var bytes = new byte[size];
        for (int index = 0; index < size; index++) {
            bytes[index] = (byte) (index < 8 ? value >>> 8 * index : value >> 63);
        }
        return bytes;
    }

    /** The low bits of a value, extended to 64 as a type of that many bits would be. */
    static long extend(long value, int bits, boolean isSigned) {
        if (bits >= 64) {
            return value;
        }
        int unused = 64 - bits;
        return isSigned ? value << unused >> unused : value << unused >>> unused;
    }
}
