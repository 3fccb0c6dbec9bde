package dev.hindsight.emulator.elf;

import dev.hindsight.emulator.elf.Symbol.Binding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Symbols by name and, in logarithmic time, by address. */
final class SymbolIndex {
    /** Among symbols of one address, the one that a reader would use comes last. */
    private static final Comparator<Symbol> ORDER = Comparator.comparing(Symbol::address, Long::compareUnsigned)
            .thenComparing(Comparator.comparing(Symbol::kind).reversed())
            .thenComparing(Comparator.comparing(Symbol::binding).reversed())
            .thenComparing(Symbol::size);

    private final List<Symbol> byAddress;
    private final Map<String, Symbol> byName = new HashMap<>();
    private final List<Section> sections;

    SymbolIndex(List<Symbol> symbols, List<Section> sections) {
        this.byAddress = new ArrayList<>(symbols);
        this.byAddress.sort(ORDER);
        this.sections = sections.stream().filter(Section::isAllocated).toList();
        for (Symbol symbol : symbols) {
            byName.merge(symbol.name(), symbol, (one, other) -> stronger(one.binding(), other.binding()) ? one : other);
        }
    }

    private static boolean stronger(Binding one, Binding other) {
        return one.compareTo(other) <= 0;
    }

    Optional<Symbol> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * The nearest symbol at or below the address that reaches it. A symbol without a size reaches to the next symbol or
     * the end of its section, as assembler labels do.
     */
    Optional<Symbol.Place> at(long address) {
        int index = lastNotAbove(address);
        for (int left = 64; index >= 0 && left > 0; index--, left--) {
            Symbol symbol = byAddress.get(index);
            long offset = address - symbol.address();
            if (symbol.size() == 0 ? sameSection(symbol.address(), address) : offset - symbol.size() < 0) {
                return Optional.of(new Symbol.Place(symbol, offset));
            }
        }
        return Optional.empty();
    }

    /** The address behind the last one that the symbol reaches. */
    long end(Symbol symbol) {
        if (symbol.size() != 0) {
            return symbol.address() + symbol.size();
        }
        long next = lastNotAbove(symbol.address()) + 1 < byAddress.size()
                ? byAddress.get(lastNotAbove(symbol.address()) + 1).address()
                : -1;
        return sections.stream()
                .filter(section -> section.contains(symbol.address()))
                .map(section -> section.address() + section.size())
                .filter(end -> Long.compareUnsigned(end, next) < 0)
                .findFirst()
                .orElse(next);
    }

    private boolean sameSection(long one, long other) {
        return sections.stream().anyMatch(section -> section.contains(one) && section.contains(other));
    }

    private int lastNotAbove(long address) {
        int low = 0;
        int high = byAddress.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(byAddress.get(middle).address(), address) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low - 1;
    }

    List<Symbol> all() {
        return List.copyOf(byAddress);
    }
}
