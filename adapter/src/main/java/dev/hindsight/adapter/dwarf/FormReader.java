package dev.hindsight.adapter.dwarf;

/**
 * Reads the value of an attribute as one long [DWARF5 7.5.6]: the number, or where the rest is to be found.
 *
 * <p>Strings in place are their offset; blocks are offset and length in one ({@link #block}).
 */
final class FormReader {
    private FormReader() {}

    static long read(Cursor cursor, CompilationUnit unit, int form, long constant) {
        return switch (form) {
            case Form.ADDR -> cursor.unsigned(unit.addressSize());
            case Form.DATA1, Form.FLAG, Form.REF1, Form.STRX1, Form.ADDRX1 -> cursor.u8();
            case Form.DATA2, Form.REF2, Form.STRX2, Form.ADDRX2 -> cursor.u16();
            case Form.STRX3, Form.ADDRX3 -> cursor.unsigned(3);
            case Form.DATA4, Form.REF4, Form.STRX4, Form.ADDRX4, Form.REF_SUP4 -> cursor.u32();
            case Form.DATA8, Form.REF8, Form.REF_SIG8, Form.REF_SUP8 -> cursor.u64();
            case Form.SDATA -> cursor.sleb();
            case Form.UDATA, Form.REF_UDATA, Form.STRX, Form.ADDRX, Form.LOCLISTX, Form.RNGLISTX -> cursor.uleb();
            case Form.FLAG_PRESENT -> 1;
            case Form.IMPLICIT_CONST -> constant;
            case Form.REF_ADDR -> unit.version() == 2 ? cursor.unsigned(unit.addressSize()) : offset(cursor, unit);
            case Form.STRP, Form.LINE_STRP, Form.SEC_OFFSET, Form.STRP_SUP, Form.GNU_REF_ALT, Form.GNU_STRP_ALT ->
                offset(cursor, unit);
            case Form.STRING -> inPlace(cursor);
            case Form.BLOCK1 -> block(cursor, cursor.u8());
            case Form.BLOCK2 -> block(cursor, cursor.u16());
            case Form.BLOCK4 -> block(cursor, cursor.u32());
            case Form.BLOCK, Form.EXPRLOC -> block(cursor, cursor.uleb());
            case Form.DATA16 -> block(cursor, 16);
            default -> throw cursor.fail("the form 0x%x is unknown".formatted(form));
        };
    }

    private static long offset(Cursor cursor, CompilationUnit unit) {
        return cursor.offset(unit.isDwarf64());
    }

    private static long inPlace(Cursor cursor) {
        long start = cursor.position();
        cursor.skipString();
        return start;
    }

    private static long block(Cursor cursor, long length) {
        long start = cursor.position();
        cursor.skip(length);
        return start << 32 | length;
    }

    /** The bytes of a block that {@link #read} found in the section of the cursor. */
    static Cursor block(long value, Cursor section) {
        return section.at(value >>> 32).take(value & 0xFFFF_FFFFL);
    }
}
