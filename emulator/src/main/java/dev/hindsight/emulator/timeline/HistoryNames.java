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
                    "'" + name
                            + "' is not a valid name: use one word, other than start and end, that does not begin with a digit.");
        }
        if (name.length() > LONGEST) {
            throw new TimelineException("A name can have at most " + LONGEST + " characters.");
        }
    }
}
