package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.LineProgram;
import dev.hindsight.adapter.dwarf.LineRow;
import dev.hindsight.adapter.dwarf.Range;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rows of a line table for one stretch of code without holes: one row for each address that has one. */
final class LineSequence {
    private final LineProgram program;
    private final List<LineRow> all;
    private final List<LineRow> effective;
    private final long end;

    /** Of rows by rising address, the last of which is the end of the sequence. */
    LineSequence(LineProgram program, List<LineRow> rows) {
        this.program = program;
        this.all = rows.subList(0, rows.size() - 1);
        this.effective = effective(all);
        this.end = rows.get(rows.size() - 1).address();
    }

    /**
     * Of several rows at one address the last counts, for the others are empty; but a row that is a statement goes before
     * one that is not, as gdb has it.
     */
    private static List<LineRow> effective(List<LineRow> rows) {
        var result = new ArrayList<LineRow>();
        for (LineRow row : rows) {
            int last = result.size() - 1;
            if (last >= 0 && result.get(last).address() == row.address()) {
                if (row.isStatement() || !result.get(last).isStatement()) {
                    result.set(last, row);
                }
            } else {
                result.add(row);
            }
        }
        return result;
    }

    Range range() {
        return new Range(all.get(0).address(), end);
    }

    /** The rows as the program made them, without the end. */
    List<LineRow> rows() {
        return all;
    }

    /** The line at an address of this sequence; adjoining rows of one line are one. Empty where the line is 0. */
    Optional<SourceLine> at(long pc) {
        int index = lastNotAbove(pc);
        LineRow row = effective.get(index);
        if (row.line() == 0) {
            return Optional.empty();
        }
        int first = index;
        while (first > 0 && sameLine(effective.get(first - 1), row)) {
            first--;
        }
        int next = index + 1;
        while (next < effective.size() && sameLine(effective.get(next), row)) {
            next++;
        }
        LineRow start = effective.get(first);
        long blockEnd = next < effective.size() ? effective.get(next).address() : end;
        return Optional.of(new SourceLine(
                program.file(row.file()), row.line(), row.column(), start.isStatement(), start.address(), blockEnd));
    }

    /** The lines by rising address. */
    List<SourceLine> lines() {
        var found = new ArrayList<SourceLine>();
        for (LineRow row : effective) {
            boolean isKnown = !found.isEmpty() && found.get(found.size() - 1).contains(row.address());
            if (!isKnown) {
                at(row.address()).ifPresent(found::add);
            }
        }
        return found;
    }

    private static boolean sameLine(LineRow one, LineRow other) {
        return one.line() == other.line() && one.file() == other.file();
    }

    private int lastNotAbove(long pc) {
        int low = 0;
        int high = effective.size();
        while (low + 1 < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(effective.get(middle).address(), pc) <= 0) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
