package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.Tag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a unit declares at file scope, by name: variables, types and enumerators. */
final class UnitNames {
    private final Map<String, Entry> variables = new LinkedHashMap<>();
    private final Map<String, Entry> types = new HashMap<>();
    private final Map<String, Entry> enumerators = new HashMap<>();

    UnitNames(List<Entry> entries) {
        for (Entry entry : entries) {
            add(entry);
        }
    }

    private void add(Entry entry) {
        switch (entry.tag()) {
            case Tag.VARIABLE -> put(variables, Origins.name(entry).orElse(null), entry);
            case Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE -> addTagged("struct ", entry);
            case Tag.UNION_TYPE -> addTagged("union ", entry);
            case Tag.TYPEDEF, Tag.BASE_TYPE -> put(types, entry.string(At.NAME).orElse(null), entry);
            case Tag.ENUMERATION_TYPE -> {
                addTagged("enum ", entry);
                for (Entry child : entry.children()) {
                    put(enumerators, child.string(At.NAME).orElse(null), entry);
                }
            }
            case Tag.NAMESPACE -> entry.children().forEach(this::add);
            default -> {}
        }
    }

    private void addTagged(String keyword, Entry entry) {
        put(types, entry.string(At.NAME).map(tag -> keyword + tag).orElse(null), entry);
    }

    private static void put(Map<String, Entry> map, @Nullable String name, Entry entry) {
        if (name != null && !entry.flag(At.DECLARATION)) {
            map.putIfAbsent(name, entry);
        }
    }

    Map<String, Entry> variables() {
        return variables;
    }

    Optional<Entry> type(String name) {
        return Optional.ofNullable(types.get(name));
    }

    /** The enumeration that has the enumerator. */
    Optional<Entry> enumerationOf(String enumerator) {
        return Optional.ofNullable(enumerators.get(enumerator));
    }
}
