package dev.hindsight.adapter.eval;

/** How numbers are shown: a suffix such as {@code counter,x} chooses one. */
public enum DisplayFormat {
    /** By type: integers decimal, pointers hexadecimal, characters with their glyph. */
    NATURAL,
    /** {@code ,d} */
    DECIMAL,
    /** {@code ,x} */
    HEXADECIMAL,
    /** {@code ,o} */
    OCTAL,
    /** {@code ,b} */
    BINARY,
    /** {@code ,c} */
    CHARACTER
}
