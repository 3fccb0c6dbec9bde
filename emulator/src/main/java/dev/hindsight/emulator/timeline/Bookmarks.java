package dev.hindsight.emulator.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The user's bookmarks by number. A number is never given twice. */
final class Bookmarks {
    /** So many at most: a person makes some, and a script must not fill memory with them. */
    private static final int MOST = 10_000;

    private static final int LONGEST_NOTE = 1000;
    private static final long BOOKMARK_BYTES = 150;

    private final List<Bookmark> all = new ArrayList<>();
    private int given;

    Bookmark add(String name, String note, Mark mark) {
        if (!name.isEmpty()) {
            checkName(name);
        }
        if (all.size() == MOST) {
            throw new TimelineException("There are " + MOST + " bookmarks; delete some first.");
        }
        if (note.length() > LONGEST_NOTE) {
            throw new TimelineException("A note can have at most " + LONGEST_NOTE + " characters.");
        }
        Bookmark bookmark = new Bookmark(++given, name, note, mark);
        all.add(bookmark);
        return bookmark;
    }

    /** Where they are, on whatever branch. */
    Collection<Long> steps() {
        return all.stream().map(each -> each.mark().moment().step()).toList();
    }

    /** Takes one that was made before, with its number. */
    void restore(Bookmark bookmark) {
        all.add(bookmark);
        given = Math.max(given, bookmark.id());
    }

    private void checkName(String name) {
        HistoryNames.check(name);
        for (Bookmark each : all) {
            if (each.name().equals(name)) {
                throw new TimelineException("Bookmark " + each.id() + " is already called '" + name + "'.");
            }
        }
    }

    Bookmark delete(int id) {
        Bookmark bookmark = all.stream()
                .filter(each -> each.id() == id)
                .findFirst()
                .orElseThrow(() -> new TimelineException("There is no bookmark " + id + "."));
        all.remove(bookmark);
        return bookmark;
    }

    List<Bookmark> all() {
        return List.copyOf(all);
    }

    /** Some branches go: {@code heir} says where a state still is. Returns the bookmarks of states that are nowhere. */
    List<Bookmark> move(Function<Mark, Optional<Mark>> heir) {
        List<Bookmark> lost = new ArrayList<>();
        all.replaceAll(each -> {
            Optional<Mark> kept = heir.apply(each.mark());
            if (kept.isEmpty()) {
                lost.add(each);
            }
            return new Bookmark(each.id(), each.name(), each.note(), kept.orElse(each.mark()));
        });
        all.removeAll(lost);
        return lost;
    }

    /** Bytes of memory, roughly. */
    long bytes() {
        return all.stream()
                .mapToLong(each -> BOOKMARK_BYTES
                        + 2L * (each.name().length() + each.note().length()))
                .sum();
    }
}
