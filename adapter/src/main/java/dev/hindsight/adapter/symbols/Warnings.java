package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.DwarfException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** What is wrong with the debug information: said once each, while everything else goes on working. */
final class Warnings {
    private static final int LIMIT = 20;

    private final Set<String> sentences = new LinkedHashSet<>();

    void add(String sentence) {
        if (sentences.size() < LIMIT) {
            sentences.add(sentence);
        }
    }

    void add(DwarfException damage) {
        add("Part of the debug information cannot be read: " + damage.getMessage());
    }

    /** The answer, or the other one where damage prevents it. */
    <T> T guard(Supplier<T> answer, T otherwise) {
        try {
            return answer.get();
        } catch (DwarfException e) {
            add(e);
            return otherwise;
        }
    }

    List<String> sentences() {
        return List.copyOf(sentences);
    }
}
