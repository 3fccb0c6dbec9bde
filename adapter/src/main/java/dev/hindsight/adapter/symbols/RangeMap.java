package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.Range;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values by address ranges that do not overlap; where damaged input makes them, the narrower start wins. */
final class RangeMap<T> {
    private static final int LOOK_BACK = 4;

    private final TreeMap<Long, Map.Entry<Range, T>> byStart = new TreeMap<>(Long::compareUnsigned);

    void put(Range range, T value) {
        byStart.putIfAbsent(range.start(), Map.entry(range, value));
    }

    Optional<T> at(long address) {
        Map.Entry<Long, Map.Entry<Range, T>> candidate = byStart.floorEntry(address);
        for (int left = LOOK_BACK; candidate != null && left > 0; left--) {
            if (candidate.getValue().getKey().contains(address)) {
                return Optional.of(candidate.getValue().getValue());
            }
            candidate = byStart.lowerEntry(candidate.getKey());
        }
        return Optional.empty();
    }
}
