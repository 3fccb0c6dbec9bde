package dev.hindsight.emulator.timeline;

import java.util.Set;

/** What users may call things in history: one word that cannot be taken for a step. */
final class HistoryNames {
    private static final int LONGEST = 64;
    private static final Set<String> TAKEN = Set.of("start", "end");

    private HistoryNames() {}

    /** Throws where {@code name} is none. */
    static void check(String name) {
        if (!name.matches("[^\\s\\d+-][^\\s%]*") || TAKEN.contains(name)) {
            throw new TimelineException(
                    "'" + name + "' cannot be a name: it is one word that begins with no digit, and not start or end.");
        }
        if (name.length() > LONGEST) {
            throw new TimelineException("A name has at most " + LONGEST + " letters.");
        }
    }
}
