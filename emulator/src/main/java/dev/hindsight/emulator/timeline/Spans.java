package dev.hindsight.emulator.timeline;

import java.util.Map;
import java.util.TreeMap;

/** A set of steps, as few ranges. */
final class Spans {
    private final TreeMap<Long, Long> endByStart = new TreeMap<>();

    boolean contains(long step) {
        Map.Entry<Long, Long> at = endByStart.floorEntry(step);
        return at != null && step < at.getValue();
    }

    /** The steps from {@code from} on, before {@code to}. */
    void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long start = from;
        long end = to;
        Map.Entry<Long, Long> before = endByStart.floorEntry(to);
        while (before != null && before.getValue() >= from) {
            start = Math.min(start, before.getKey());
            end = Math.max(end, before.getValue());
            endByStart.remove(before.getKey());
            before = endByStart.floorEntry(to);
        }
        endByStart.put(start, end);
    }
}
