package dev.hindsight.adapter.dwarf;

import java.util.Optional;

/** Location lists: .debug_loclists [DWARF5 7.29] and .debug_loc [DWARF4 2.6.2]. */
final class LocationLists {
    private static final int DW_LLE_END_OF_LIST = 0;
    private static final int DW_LLE_BASE_ADDRESSX = 1;
    private static final int DW_LLE_STARTX_ENDX = 2;
    private static final int DW_LLE_STARTX_LENGTH = 3;
    private static final int DW_LLE_OFFSET_PAIR = 4;
    private static final int DW_LLE_DEFAULT_LOCATION = 5;
    private static final int DW_LLE_BASE_ADDRESS = 6;
    private static final int DW_LLE_START_END = 7;
    private static final int DW_LLE_START_LENGTH = 8;
    private static final int DW_LLE_VIEW_PAIR = 9; // of GNU

    private final CompilationUnit unit;
    private final int size;
    private final long pc;
    private long base;

    private LocationLists(CompilationUnit unit, long pc) {
        this.unit = unit;
        this.size = unit.addressSize();
        this.pc = pc;
        this.base = unit.root().address(At.LOW_PC).orElse(0);
    }

    /** The expression of an attribute that holds at the pc, be it one for all or one of a list. */
    static Optional<Cursor> expressionAt(Entry entry, int attribute, long pc) {
        Optional<Cursor> always = entry.block(attribute);
        if (always.isPresent() || entry.number(attribute).isEmpty()) {
            return always;
        }
        CompilationUnit unit = entry.unit();
        long value = entry.number(attribute).getAsLong();
        var lists = new LocationLists(unit, pc);
        if (unit.version() < 5) {
            return lists.findOld(unit.sections().at(".debug_loc", value));
        }
        long offset = entry.form(attribute) == Form.LOCLISTX
                ? ListTables.offset(unit, ".debug_loclists", At.LOCLISTS_BASE, value)
                : value;
        return lists.find(unit.sections().at(".debug_loclists", offset));
    }

    private Optional<Cursor> findOld(Cursor cursor) {
        while (true) {
            long start = cursor.unsigned(size);
            long end = cursor.unsigned(size);
            if (start == 0 && end == 0) {
                return Optional.empty();
            }
            if (start == (size == 4 ? 0xFFFF_FFFFL : -1L)) {
                base = end;
                continue;
            }
            Cursor expression = cursor.take(cursor.u16());
            if (new Range(base + start, base + end).contains(pc)) {
                return Optional.of(expression);
            }
        }
    }

    private Optional<Cursor> find(Cursor cursor) {
        Optional<Cursor> otherwise = Optional.empty();
        while (true) {
            int kind = cursor.u8();
            switch (kind) {
                case DW_LLE_END_OF_LIST -> {
                    return otherwise;
                }
                case DW_LLE_BASE_ADDRESSX -> base = unit.indexedAddress(cursor.uleb());
                case DW_LLE_BASE_ADDRESS -> base = cursor.unsigned(size);
                case DW_LLE_VIEW_PAIR -> {
                    cursor.uleb();
                    cursor.uleb();
                }
                case DW_LLE_DEFAULT_LOCATION -> otherwise = Optional.of(cursor.take(cursor.uleb()));
                default -> {
                    Range range = range(kind, cursor);
                    Cursor expression = cursor.take(cursor.uleb());
                    if (range.contains(pc)) {
                        return Optional.of(expression);
                    }
                }
            }
        }
    }

    private Range range(int kind, Cursor cursor) {
        return switch (kind) {
            case DW_LLE_STARTX_ENDX ->
                new Range(unit.indexedAddress(cursor.uleb()), unit.indexedAddress(cursor.uleb()));
            case DW_LLE_STARTX_LENGTH -> ofLength(unit.indexedAddress(cursor.uleb()), cursor.uleb());
            case DW_LLE_OFFSET_PAIR -> new Range(base + cursor.uleb(), base + cursor.uleb());
            case DW_LLE_START_END -> new Range(cursor.unsigned(size), cursor.unsigned(size));
            case DW_LLE_START_LENGTH -> ofLength(cursor.unsigned(size), cursor.uleb());
            default -> throw cursor.fail("the location list entry %d is unknown".formatted(kind));
        };
    }

    private static Range ofLength(long start, long length) {
        return new Range(start, start + length);
    }
}
