package dev.hindsight.emulator.board;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Sentences for the user about the guest. They are no part of the state: each matter is mentioned once in the machine's
 * life, however often its step is made.
 */
final class Notices {
    private static final int MOST_SEEN = 1000;

    private final Set<Long> seen = new HashSet<>();
    private final Map<String, String> told = new LinkedHashMap<>();
    private Consumer<String> listener = sentence -> {};

    /** {@code listener} hears at once what was said before. */
    void setListener(Consumer<String> listener) {
        this.listener = listener;
        told.values().forEach(listener);
    }

    /** Whether this illegal instruction was looked at before, or so many were that it does not matter. */
    boolean knows(long illegal) {
        return seen.size() >= MOST_SEEN || !seen.add(illegal);
    }

    void tell(String matter, String sentence) {
        if (told.putIfAbsent(matter, sentence) == null) {
            listener.accept(sentence);
        }
    }
}
