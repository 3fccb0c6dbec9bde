package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.LineRow;
import java.util.List;

/** Finds where the body of a function begins, from its lines alone: the way gdb does. */
final class Prologue {
    private Prologue() {}

    /**
     * The address behind the prologue, or {@code low} if there is none.
     *
     * <p>Compilers that say where the prologue ends (DW_LNS_set_prologue_end) are believed. Others give the opening line
     * once for the prologue and then again, or the next line, for the body: the second row is the place. If that row is
     * at the same address, there is no prologue; if there is no such row in the function, nothing is known.
     */
    static long end(List<LineRow> rows, long low, long high) {
        List<LineRow> own = rows.stream()
                .filter(row -> Long.compareUnsigned(row.address(), high) < 0 && row.line() != 0)
                .toList();
        for (LineRow row : own) {
            if (row.prologueEnd()) {
                return row.address();
            }
        }
        if (own.isEmpty() || own.get(0).address() != low) {
            return low;
        }
        LineRow opening = own.get(0);
        for (LineRow row : own.subList(1, own.size())) {
            boolean isBody = row.file() != opening.file() || row.line() >= opening.line();
            if (row.isStatement() && isBody) {
                return row.address();
            }
        }
        return low;
    }
}
