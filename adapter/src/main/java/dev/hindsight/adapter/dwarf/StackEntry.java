package dev.hindsight.adapter.dwarf;

/**
 * A value on the stack of an expression, with its type: the generic type is as wide as an address [DWARF5 2.5.1].
 *
 * @param value the bits, zero-extended from the size
 */
record StackEntry(long value, int size, boolean isSigned) {
    StackEntry {
        value = size >= 8 ? value : value & (1L << 8 * size) - 1;
    }

    /** Another value of the same type. */
    StackEntry with(long other) {
        return new StackEntry(other, size, isSigned);
    }

    /** The value with its sign, whatever the type says. */
    long signed() {
        int unused = 64 - 8 * Math.min(size, 8);
        return value << unused >> unused;
    }

    /** As a value of another type. */
    StackEntry convert(int newSize, boolean newSigned) {
        return new StackEntry(isSigned ? signed() : value, newSize, newSigned);
    }
}
