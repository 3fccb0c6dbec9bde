package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.Range;
import java.util.List;
import java.util.Optional;

/**
 * What a reader of the source sees at one pc within one function: the function itself, or a copy inlined into another.
 *
 * @param function the function's name
 * @param variables locals and parameters, those of the innermost block first; one that another hides is left out
 * @param inlinedFrom for an inlined copy, the line of the call in the next outer scope
 * @param ranges the addresses of this copy
 */
public record Scope(String function, List<Variable> variables, Optional<SourceLine> inlinedFrom, List<Range> ranges) {
    public boolean isInlined() {
        return inlinedFrom.isPresent();
    }
}
