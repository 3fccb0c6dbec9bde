package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.CompilationUnit;
import dev.hindsight.adapter.dwarf.DebugInfo;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.Range;
import dev.hindsight.adapter.dwarf.Sections;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.stream.Stream;

/** All compilation units: found by address from their first entries, by file from the heads of their line programs. */
final class DebugUnits {
    private final List<DebugUnit> all = new ArrayList<>();
    private final Lazy<RangeMap<DebugUnit>> byAddress;
    private final Lazy<Map<String, List<DebugUnit>>> byFile;

    DebugUnits(Sections sections, LongPredicate isCode, Warnings warnings) {
        warnings.guard(() -> readHeaders(sections, isCode, warnings), false);
        this.byAddress = Lazy.of(this::indexAddresses);
        this.byFile = Lazy.of(this::indexFiles);
    }

    private boolean readHeaders(Sections sections, LongPredicate isCode, Warnings warnings) {
        var info = new DebugInfo(sections);
        info.damage().forEach(warnings::add);
        info.units().forEach(unit -> all.add(new DebugUnit(unit, isCode, warnings)));
        return true;
    }

    private RangeMap<DebugUnit> indexAddresses() {
        var map = new RangeMap<DebugUnit>();
        for (DebugUnit unit : all) {
            for (Range range : unit.codeRanges()) {
                map.put(range, unit);
            }
        }
        return map;
    }

    private Map<String, List<DebugUnit>> indexFiles() {
        var map = new LinkedHashMap<String, List<DebugUnit>>();
        for (DebugUnit unit : all) {
            unit.files().stream()
                    .distinct()
                    .filter(file -> !file.isEmpty())
                    .forEach(file ->
                            map.computeIfAbsent(file, key -> new ArrayList<>()).add(unit));
        }
        return map;
    }

    List<DebugUnit> all() {
        return all;
    }

    Optional<DebugUnit> of(CompilationUnit unit) {
        return all.stream().filter(it -> it.unit() == unit).findFirst();
    }

    Optional<DebugUnit> at(long pc) {
        return byAddress.get().at(pc);
    }

    /** The function with code of its own that holds the address. */
    Optional<UnitFunctions.Described> functionAt(long pc) {
        return at(pc).flatMap(unit -> unit.functions().at(pc));
    }

    Map<String, List<DebugUnit>> byFile() {
        return byFile.get();
    }

    /** The functions of that name; looks through all units. */
    List<Function> functionsNamed(String name) {
        return all.stream()
                .flatMap(unit -> unit.functions().all().stream())
                .map(UnitFunctions.Described::function)
                .filter(function -> function.name().equals(name))
                .toList();
    }

    /** A variable of file scope: of the unit at the pc, else one that others may refer to, else any. */
    Optional<Entry> variable(String name, long pc) {
        Optional<Entry> own = at(pc).flatMap(
                        unit -> Optional.ofNullable(unit.names().variables().get(name)));
        if (own.isPresent()) {
            return own;
        }
        List<Entry> others = all.stream()
                .flatMap(unit -> Stream.ofNullable(unit.names().variables().get(name)))
                .toList();
        return others.stream()
                .filter(entry -> entry.flag(At.EXTERNAL))
                .findFirst()
                .or(() -> others.stream().findFirst());
    }

    /** All variables of file scope, by name. */
    List<Entry> variables() {
        var byName = new TreeMap<String, List<Entry>>();
        for (DebugUnit unit : all) {
            unit.names()
                    .variables()
                    .forEach((name, entry) -> byName.computeIfAbsent(name, key -> new ArrayList<>())
                            .add(entry));
        }
        return byName.values().stream().flatMap(List::stream).toList();
    }

    Optional<Entry> type(String name) {
        return all.stream().flatMap(unit -> unit.names().type(name).stream()).findFirst();
    }

    Optional<Entry> enumerationOf(String enumerator) {
        return all.stream()
                .flatMap(unit -> unit.names().enumerationOf(enumerator).stream())
                .findFirst();
    }
}
