package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.Range;
import java.util.List;

/**
 * A function with code of its own (its inlined copies are {@link Scope}s).
 *
 * @param ranges its addresses; the first range holds the entry
 * @param low the entry: the address of its first instruction
 * @param prologueEnd where its body begins and a breakpoint on it belongs; {@code low} if that is unknown
 * @param file the path of the declaration, empty if the function is known from the symbol table alone
 * @param line the line of the declaration, or 0
 */
public record Function(String name, List<Range> ranges, long low, long prologueEnd, String file, int line) {
    public Function {
        ranges = List.copyOf(ranges);
    }

    /** The end of the range that holds the entry. */
    public long high() {
        return ranges.get(0).end();
    }

    public boolean contains(long pc) {
        return ranges.stream().anyMatch(range -> range.contains(pc));
    }

    /** Whether the program's debug information describes the function. */
    public boolean hasSource() {
        return !file.isEmpty();
    }
}
