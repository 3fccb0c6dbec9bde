package dev.hindsight.emulator.isa;

/** Fixed bits of an encoding, written as text from the highest bit down: {@code 0}, {@code 1}, or {@code .} for any. */
record Pattern(int mask, int match) {
    static Pattern of(String text) {
        int mask = 0;
        int match = 0;
        for (char bit : text.replace(" ", "").toCharArray()) {
            mask = mask << 1 | (bit == '.' ? 0 : 1);
            match = match << 1 | (bit == '1' ? 1 : 0);
        }
        return new Pattern(mask, match);
    }

    boolean matches(int bits) {
        return (bits & mask) == match;
    }

    boolean overlaps(Pattern other) {
        return ((match ^ other.match) & mask & other.mask) == 0;
    }
}
