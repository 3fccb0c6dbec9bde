package dev.hindsight.emulator.session;

import dev.hindsight.emulator.client.VisitedPlace;
import dev.hindsight.emulator.timeline.Mark;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * The places where one client's moves ended, as a browser keeps its pages: who goes back and then elsewhere loses the way
 * forward. Belongs to the machine's thread.
 */
final class JumpList {
    /** Of more places than this nobody remembers the first. */
    private static final int MOST = 1000;

    private static final long PLACE_BYTES = 120;

    private final List<Entry> entries = new ArrayList<>();
    private int current;
    private boolean open;

    private record Entry(Mark mark, String what) {}

    JumpList(Mark start) {
        entries.add(new Entry(start, ""));
    }

    /**
     * A move ended here.
     *
     * @param part whether it may be a part of a command that a debugger makes of many moves
     * @param atOnce whether it followed the one before at once: where two such parts follow each other, the end of the first
     *     is no place of its own
     */
    void arrived(Mark mark, String what, boolean part, boolean atOnce) {
        boolean continued = part && atOnce && open;
        open = part;
        if (entries.get(current).mark().equals(mark)) {
            return;
        }
        entries.subList(current + 1, entries.size()).clear();
        if (continued) {
            entries.remove(current);
        }
        entries.add(new Entry(mark, what));
        if (entries.size() > MOST) {
            entries.remove(0);
        }
        current = entries.size() - 1;
    }

    /** The place to go back to from {@code present}; where others moved the machine away, the client's own last one. */
    Optional<Mark> back(Mark present) {
        if (!entries.get(current).mark().equals(present)) {
            return Optional.of(entries.get(current).mark());
        }
        return go(current - 1);
    }

    Optional<Mark> forward() {
        return go(current + 1);
    }

    private Optional<Mark> go(int index) {
        if (index < 0 || index >= entries.size()) {
            return Optional.empty();
        }
        current = index;
        open = false;
        return Optional.of(entries.get(index).mark());
    }

    /** Forgets places that are no more; the client stands at {@code present}. */
    void keep(Predicate<Mark> held, Mark present) {
        List<Entry> kept =
                entries.stream().filter(each -> held.test(each.mark())).toList();
        if (kept.size() < entries.size()) {
            long before = entries.subList(0, current + 1).stream()
                    .filter(each -> held.test(each.mark()))
                    .count();
            entries.clear();
            entries.addAll(kept.isEmpty() ? List.of(new Entry(present, "")) : kept);
            current = (int) Math.max(0, before - 1);
        }
    }

    List<VisitedPlace> places() {
        return IntStream.range(0, entries.size())
                .mapToObj(i ->
                        new VisitedPlace(entries.get(i).mark(), entries.get(i).what(), i == current))
                .toList();
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return entries.stream()
                .mapToLong(each -> PLACE_BYTES + 2L * each.what().length())
                .sum();
    }
}
