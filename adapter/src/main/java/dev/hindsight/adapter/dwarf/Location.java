package dev.hindsight.adapter.dwarf;

import java.util.List;

/** Where a value is, in one frame [DWARF5 2.6.1]. */
public sealed interface Location {
    /** In memory. */
    record InMemory(long address) implements Location {}

    /** In a register, by DWARF number: the value as that frame had it. */
    record InRegister(int register) implements Location {}

    /** Not stored, but known: DW_OP_stack_value. */
    record Computed(long value) implements Location {}

    /** Not stored, but known byte for byte: DW_OP_implicit_value, DW_AT_const_value. */
    final class Bytes implements Location {
        private final byte[] content;

        public Bytes(byte[] content) {
            this.content = content.clone();
        }

        public byte[] content() {
            return content.clone();
        }
    }

    /** In parts. */
    record Pieces(List<Piece> pieces) implements Location {
        public Pieces {
            pieces = List.copyOf(pieces);
        }
    }

    /** A part: so many bits of a location, from a bit offset on. */
    record Piece(Location location, int bits, int bitOffset) {}

    /** Nowhere, and why, as a word or two for the user: "optimized out". */
    record Nowhere(String reason) implements Location {
        public static final Nowhere OPTIMIZED_OUT = new Nowhere("optimized out");
    }
}
