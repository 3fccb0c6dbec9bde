package dev.hindsight.emulator.timeline;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells of one branch, in order, each beginning where the one before ends. */
final class Cells {
    /** Cells that are shorter together than this are one: who goes to and fro at the live end leaves many short ones. */
    private static final long SHORT = 1 << 18;

    private final List<Cell> cells = new ArrayList<>();
    private long bytes;

    long bytes() {
        return bytes;
    }

    void add(Cell cell) {
        Cell last = last();
        if (last != null && last.to() == cell.from() && last.length() + cell.length() <= SHORT) {
            cells.remove(cells.size() - 1);
            bytes -= last.bytesBeside(last());
            append(last.with(cell));
        } else {
            append(cell);
        }
    }

    /** Merges the older half in pairs. */
    void coarsen() {
        List<Cell> old = List.copyOf(cells);
        cells.clear();
        bytes = 0;
        int half = Math.max(old.size() / 2 & ~1, Math.min(2, old.size() & ~1));
        for (int i = 0; i < half; i += 2) {
            Cell first = old.get(i);
            Cell second = old.get(i + 1);
            if (first.to() == second.from()) {
                append(first.with(second));
            } else {
                append(first);
                append(second);
            }
        }
        old.subList(half, old.size()).forEach(this::append);
    }

    /** The cells that hold any of the steps [from, to). */
    List<Cell> overlapping(long from, long to) {
        int first = firstEndingBehind(from);
        int end = first;
        while (end < cells.size() && cells.get(end).from() < to) {
            end++;
        }
        return cells.subList(first, end);
    }

    /** The first cell that ends behind {@code step}. */
    @Nullable
    Cell endingBehind(long step) {
        int at = firstEndingBehind(step);
        return at < cells.size() ? cells.get(at) : null;
    }

    private int firstEndingBehind(long step) {
        int low = 0;
        int high = cells.size();
        while (low < high) {
            int middle = low + high >>> 1;
            if (cells.get(middle).to() <= step) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private void append(Cell cell) {
        Cell before = last();
        Cell shared = cell.sharing(before);
        cells.add(shared);
        bytes += shared.bytesBeside(before);
    }

    private @Nullable Cell last() {
        return cells.isEmpty() ? null : cells.get(cells.size() - 1);
    }
}
