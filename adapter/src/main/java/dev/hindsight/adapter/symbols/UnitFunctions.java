package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.LineRow;
import dev.hindsight.adapter.dwarf.Range;
import dev.hindsight.adapter.dwarf.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The functions of one unit that have code, by address. */
final class UnitFunctions {
    /** A function and the entry that describes it. */
    record Described(Function function, Entry entry) {}

    private final DebugUnit unit;
    private final boolean bodyAtEntry;
    private final List<Described> all = new ArrayList<>();
    private final RangeMap<Described> byAddress = new RangeMap<>();

    UnitFunctions(DebugUnit unit) {
        this.unit = unit;
        this.bodyAtEntry = unit.isAssembler() || unit.warnings().guard(this::hasLocationLists, false);
        unit.warnings().guard(() -> collect(unit.entries()), List.of());
        for (Described described : all) {
            for (Range range : described.function().ranges()) {
                byAddress.put(range, described);
            }
        }
    }

    /** Where locations follow the code closely, variables can be seen from the first instruction on, as gdb has it. */
    private boolean hasLocationLists() {
        return unit.entries().stream()
                .filter(entry -> entry.tag() == Tag.SUBPROGRAM)
                .flatMap(entry -> entry.children().stream())
                .anyMatch(entry ->
                        entry.has(At.LOCATION) && entry.number(At.LOCATION).isPresent());
    }

    private List<Described> collect(List<Entry> entries) {
        for (Entry entry : entries) {
            switch (entry.tag()) {
                case Tag.SUBPROGRAM -> described(entry).ifPresent(all::add);
                case Tag.NAMESPACE, Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE -> collect(entry.children());
                default -> {}
            }
        }
        return all;
    }

    private Optional<Described> described(Entry entry) {
        List<Range> ranges = unit.codeRanges(entry);
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong entryPc = entry.address(At.ENTRY_PC);
        long low = entryPc.orElse(ranges.get(0).start());
        List<Range> ordered = entryFirst(ranges, low);
        long prologueEnd = bodyAtEntry
                ? low
                : Prologue.end(rowsFrom(low), low, ordered.get(0).end());
        String name = Origins.name(entry).orElse("0x%x".formatted(low));
        return Optional.of(new Described(
                new Function(name, ordered, low, prologueEnd, unit.declarationFile(entry), Origins.line(entry)),
                entry));
    }

    private List<LineRow> rowsFrom(long low) {
        return unit.lines().map(lines -> lines.rowsFrom(low)).orElse(List.of());
    }

    private static List<Range> entryFirst(List<Range> ranges, long low) {
        var ordered = new ArrayList<Range>(ranges);
        ordered.sort((one, other) -> Boolean.compare(other.contains(low), one.contains(low)));
        return ordered;
    }

    List<Described> all() {
        return all;
    }

    Optional<Described> at(long pc) {
        return byAddress.at(pc);
    }
}
