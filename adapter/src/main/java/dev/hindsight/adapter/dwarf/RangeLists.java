package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;

/** Lists of address ranges: .debug_rnglists [DWARF5 7.25] and .debug_ranges [DWARF4 2.17.3]. */
final class RangeLists {
    private static final int DW_RLE_END_OF_LIST = 0;
    private static final int DW_RLE_BASE_ADDRESSX = 1;
    private static final int DW_RLE_STARTX_ENDX = 2;
    private static final int DW_RLE_STARTX_LENGTH = 3;
    private static final int DW_RLE_OFFSET_PAIR = 4;
    private static final int DW_RLE_BASE_ADDRESS = 5;
    private static final int DW_RLE_START_END = 6;
    private static final int DW_RLE_START_LENGTH = 7;

    private final CompilationUnit unit;
    private final int size;
    private final List<Range> ranges = new ArrayList<>();
    private long base;

    private RangeLists(CompilationUnit unit) {
        this.unit = unit;
        this.size = unit.addressSize();
    }

    /** What DW_AT_ranges of an entry says. */
    static List<Range> of(Entry entry) {
        CompilationUnit unit = entry.unit();
        var lists = new RangeLists(unit);
        lists.base = unit.root().address(At.LOW_PC).orElse(0);
        long value = entry.number(At.RANGES).orElse(0);
        if (unit.version() < 5) {
            lists.readOld(unit.sections().at(".debug_ranges", value));
        } else {
            long offset = entry.form(At.RANGES) == Form.RNGLISTX
                    ? ListTables.offset(unit, ".debug_rnglists", At.RNGLISTS_BASE, value)
                    : value;
            lists.read(unit.sections().at(".debug_rnglists", offset));
        }
        return List.copyOf(lists.ranges);
    }

    private void readOld(Cursor cursor) {
        while (true) {
            long start = cursor.unsigned(size);
            long end = cursor.unsigned(size);
            if (start == 0 && end == 0) {
                return;
            }
            if (start == (size == 4 ? 0xFFFF_FFFFL : -1L)) {
                base = end;
            } else {
                add(base + start, base + end);
            }
        }
    }

    private void read(Cursor cursor) {
        while (true) {
            int kind = cursor.u8();
            switch (kind) {
                case DW_RLE_END_OF_LIST -> {
                    return;
                }
                case DW_RLE_BASE_ADDRESSX -> base = unit.indexedAddress(cursor.uleb());
                case DW_RLE_STARTX_ENDX -> add(unit.indexedAddress(cursor.uleb()), unit.indexedAddress(cursor.uleb()));
                case DW_RLE_STARTX_LENGTH -> addLength(unit.indexedAddress(cursor.uleb()), cursor.uleb());
                case DW_RLE_OFFSET_PAIR -> add(base + cursor.uleb(), base + cursor.uleb());
                case DW_RLE_BASE_ADDRESS -> base = cursor.unsigned(size);
                case DW_RLE_START_END -> add(cursor.unsigned(size), cursor.unsigned(size));
                case DW_RLE_START_LENGTH -> addLength(cursor.unsigned(size), cursor.uleb());
                default -> throw cursor.fail("the range list entry %d is unknown".formatted(kind));
            }
        }
    }

    private void addLength(long start, long length) {
        add(start, start + length);
    }

    private void add(long start, long end) {
        if (start != end) {
            ranges.add(new Range(start, end));
        }
    }
}
