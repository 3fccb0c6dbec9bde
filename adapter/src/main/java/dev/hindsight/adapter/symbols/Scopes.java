package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.Range;
import dev.hindsight.adapter.dwarf.Tag;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Walks down the blocks and inlined copies of a function to an address. */
final class Scopes {
    private final DebugUnit unit;
    private final Variables variables;
    private final Entry function;
    private final long pc;

    /** Innermost last, while the walk goes down. */
    private final List<Scope> found = new ArrayList<>();

    private Scopes(DebugUnit unit, Variables variables, Entry function, long pc) {
        this.unit = unit;
        this.variables = variables;
        this.function = function;
        this.pc = pc;
    }

    /** The scopes at the pc, the innermost first. */
    static List<Scope> at(DebugUnit unit, Variables variables, UnitFunctions.Described function, long pc) {
        var walk = new Scopes(unit, variables, function.entry(), pc);
        walk.enter(function.function().name(), function.entry(), Optional.empty());
        var innermostFirst = new ArrayList<Scope>(walk.found);
        Collections.reverse(innermostFirst);
        return innermostFirst;
    }

    private void enter(String name, Entry entry, Optional<SourceLine> inlinedFrom) {
        var blocks = new ArrayList<List<Variable>>();
        Optional<Entry> inlined = Optional.empty();
        Optional<Entry> block = Optional.of(entry);
        while (block.isPresent()) {
            blocks.add(variablesOf(block.get()));
            inlined = childHere(block.get(), Tag.INLINED_SUBROUTINE);
            block = inlined.isPresent() ? Optional.empty() : childHere(block.get(), Tag.LEXICAL_BLOCK);
        }
        found.add(new Scope(name, visible(blocks), inlinedFrom, unit.codeRanges(entry)));
        inlined.ifPresent(copy -> enter(Origins.name(copy).orElse("?"), copy, Optional.of(callOf(copy))));
    }

    private List<Variable> variablesOf(Entry block) {
        return block.children().stream()
                .filter(child -> child.tag() == Tag.VARIABLE || child.tag() == Tag.FORMAL_PARAMETER)
                .filter(child -> !child.flag(At.DECLARATION))
                .sorted(Comparator.comparingInt(Scopes::declared))
                .flatMap(child -> variables.of(child, Optional.of(function)).stream())
                .toList();
    }

    /** gcc lists the parameters of inlined copies backwards; where they come from they are in order. */
    private static int declared(Entry variable) {
        return variable.reference(At.ABSTRACT_ORIGIN).orElse(variable).offset();
    }

    private Optional<Entry> childHere(Entry block, int tag) {
        return block.children().stream()
                .filter(child -> child.tag() == tag)
                .filter(child -> unit.codeRanges(child).stream().anyMatch(range -> range.contains(pc)))
                .findFirst();
    }

    /** The innermost block's first, and of one name only the one that hides the others. */
    private static List<Variable> visible(List<List<Variable>> blocksFromOutside) {
        Map<String, Variable> byName = new LinkedHashMap<>();
        for (int index = blocksFromOutside.size() - 1; index >= 0; index--) {
            for (Variable variable : blocksFromOutside.get(index)) {
                byName.putIfAbsent(variable.name(), variable);
            }
        }
        return List.copyOf(byName.values());
    }

    private SourceLine callOf(Entry copy) {
        Range range = unit.codeRanges(copy).get(0);
        return new SourceLine(
                unit.file(copy.number(At.CALL_FILE)),
                (int) copy.number(At.CALL_LINE).orElse(0),
                (int) copy.number(At.CALL_COLUMN).orElse(0),
                true,
                range.start(),
                range.end());
    }
}
