package dev.hindsight.emulator.board;

import dev.hindsight.emulator.bus.Ram;
import dev.hindsight.emulator.machine.Bytes;
import dev.hindsight.emulator.machine.Difference;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Gathers the bytes that differ, page by page in ascending order, into ranges. */
final class MemoryDifferences {
    /** Fewer equal bytes than this do not end a range: one number in memory is rarely different in all of its bytes. */
    private static final int GAP = 8;

    private final String part;
    private final long base;
    private final int most;
    private final List<Difference> found = new ArrayList<>();

    // The range that is open; it has bytes where end is beyond start.
    private long start;
    private long end;
    private byte[] first = {};
    private byte[] second = {};

    MemoryDifferences(String part, long base, int most) {
        this.part = part;
        this.base = base;
        this.most = most;
    }

    void compare(int page, byte[] one, byte[] other) {
        if (found.size() >= most) {
            return;
        }
        long address = base + ((long) page << Ram.PAGE_SHIFT);
        int from = Arrays.mismatch(one, other);
        while (from >= 0) {
            int to = endOfRange(one, other, from);
            add(address + from, Arrays.copyOfRange(one, from, to), Arrays.copyOfRange(other, from, to));
            int next = Arrays.mismatch(one, to, Ram.PAGE, other, to, Ram.PAGE);
            from = next < 0 ? next : to + next;
        }
    }

    private static int endOfRange(byte[] one, byte[] other, int from) {
        int to = from + 1;
        for (int i = to; i < Ram.PAGE && i - to < GAP; i++) {
            if (one[i] != other[i]) {
                to = i + 1;
            }
        }
        return to;
    }

    private void add(long address, byte[] one, byte[] other) {
        if (address != end || end == start) {
            close();
            start = address;
            first = one;
            second = other;
        } else if (first.length < Difference.Memory.SHOWN) {
            first = joined(first, one);
            second = joined(second, other);
        }
        end = address + one.length;
    }

    private void close() {
        if (end != start && found.size() < most) {
            found.add(new Difference.Memory(part, start, end - start, shown(first), shown(second)));
        }
    }

    List<Difference> found() {
        close();
        start = end;
        return found;
    }

    private static Bytes shown(byte[] bytes) {
        return Bytes.of(Arrays.copyOf(bytes, Math.min(bytes.length, Difference.Memory.SHOWN)));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
