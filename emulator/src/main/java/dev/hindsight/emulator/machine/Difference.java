package dev.hindsight.emulator.machine;

import java.util.HexFormat;

/** A place where two states of a machine differ. */
public sealed interface Difference {
    /** One line for a user: what, and its two values. */
    String text();

    /** A register or another field of a part of the machine, as in {@code hart 0}, {@code a0}. */
    record Field(String part, String name, String first, String second) implements Difference {
        @Override
        public String text() {
            return part + " " + name + ": " + first + " -> " + second;
        }
    }

    /**
     * Neighbouring bytes of RAM, by their physical address, or of a disk, by their place on it; a few bytes in between
     * may be equal.
     *
     * @param first the bytes as they are in one state, and no more than {@link #SHOWN}
     * @param second the same bytes in the other
     */
    record Memory(String part, long address, long length, Bytes first, Bytes second) implements Difference {
        /** So many bytes say what it is. */
        public static final int SHOWN = 16;

        @Override
        public String text() {
            String bytes = length == 1 ? "1 byte" : length + " bytes";
            return "%s 0x%x, %s: %s -> %s".formatted(part, address, bytes, shown(first), shown(second));
        }

        private String shown(Bytes bytes) {
            return HexFormat.ofDelimiter(" ").formatHex(bytes.toArray()) + (length > bytes.length() ? " ..." : "");
        }
    }
}
