package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.Entry;
import java.util.Optional;
import java.util.function.Function;

/** Looks for an attribute along DW_AT_abstract_origin and DW_AT_specification [DWARF5 2.13.2, 3.3.8]. */
final class Origins {
    private static final int MAX_HOPS = 8;

    private Origins() {}

    /** The first answer along the way. */
    static <T> Optional<T> find(Entry entry, Function<Entry, Optional<T>> question) {
        Optional<Entry> place = Optional.of(entry);
        for (int hop = 0; hop < MAX_HOPS && place.isPresent(); hop++) {
            Entry current = place.get();
            Optional<T> answer = question.apply(current);
            if (answer.isPresent()) {
                return answer;
            }
            place = current.reference(At.ABSTRACT_ORIGIN).or(() -> current.reference(At.SPECIFICATION));
        }
        return Optional.empty();
    }

    static Optional<String> name(Entry entry) {
        return find(entry, it -> it.string(At.NAME));
    }

    /** The name that the linker knows it by. */
    static Optional<String> linkageName(Entry entry) {
        return find(entry, it -> it.string(At.LINKAGE_NAME)).or(() -> name(entry));
    }

    /** Whether {@code entry} is the other one, or says more about it. */
    static boolean leadTo(Entry entry, Entry other) {
        return find(entry, it -> Optional.of(it).filter(place -> place.offset() == other.offset()))
                .isPresent();
    }

    static Optional<Entry> type(Entry entry) {
        return find(entry, it -> it.reference(At.TYPE));
    }

    /** The line of the declaration, or 0. */
    static int line(Entry entry) {
        return find(entry, it -> Optional.of(it.number(At.DECL_LINE)).filter(java.util.OptionalLong::isPresent))
                .map(line -> (int) line.getAsLong())
                .orElse(0);
    }
}
