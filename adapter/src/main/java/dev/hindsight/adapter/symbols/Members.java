package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.Cursor;
import dev.hindsight.adapter.dwarf.Entry;
import java.util.function.Supplier;

/** Where members lie in their struct, bit fields among them. */
final class Members {
    private static final int DW_OP_PLUS_UCONST = 0x23;

    private Members() {}

    static CType.Member of(Entry entry, Supplier<CType> type) {
        String name = entry.string(At.NAME).orElse("");
        long offset = byteOffset(entry);
        int bits = (int) entry.number(At.BIT_SIZE).orElse(0);
        if (bits == 0) {
            return new CType.Member(name, type, offset, 0, 0);
        }
        long start = firstBit(entry, type, offset, bits);
        return new CType.Member(name, type, start >> 3, bits, (int) (start & 7));
    }

    /** A constant, or in old compilers' output an expression that adds one. */
    private static long byteOffset(Entry entry) {
        return entry.number(At.DATA_MEMBER_LOCATION)
                .orElseGet(() -> entry.block(At.DATA_MEMBER_LOCATION)
                        .filter(code -> code.hasMore() && code.u8() == DW_OP_PLUS_UCONST)
                        .map(Cursor::uleb)
                        .orElse(0L));
    }

    /**
     * The bit field's least significant bit, counted from the struct's first byte. DW_AT_data_bit_offset says just that
     * [DWARF5 5.7.6]; DW_AT_bit_offset counts from the most significant bit of the storage unit [DWARF3 5.6.6].
     */
    private static long firstBit(Entry entry, Supplier<CType> type, long offset, int bits) {
        if (entry.has(At.BIT_OFFSET)) {
            long unit = entry.number(At.BYTE_SIZE).orElseGet(() -> type.get().size());
            return 8 * offset + 8 * unit - entry.number(At.BIT_OFFSET).orElse(0) - bits;
        }
        return 8 * offset + entry.number(At.DATA_BIT_OFFSET).orElse(0);
    }
}
