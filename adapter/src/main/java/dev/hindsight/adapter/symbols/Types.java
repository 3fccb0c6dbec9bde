package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.dwarf.At;
import dev.hindsight.adapter.dwarf.Entry;
import dev.hindsight.adapter.dwarf.Tag;
import dev.hindsight.adapter.symbols.CType.Encoding;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.Supplier;

/** Makes C types of the entries that describe them, one for each entry. */
final class Types {
    private static final CType VOID = new CType.Void();
    private static final int MAX_CHAIN = 64;

    private final Map<Integer, CType> byOffset = new HashMap<>();
    private final Warnings warnings;
    private final int addressSize;
    private final Function<String, Optional<Entry>> complete;

    /** @param complete finds the definition of a struct or union that a unit only declares */
    Types(Warnings warnings, int addressSize, Function<String, Optional<Entry>> complete) {
        this.warnings = warnings;
        this.addressSize = addressSize;
        this.complete = complete;
    }

    /** The type that DW_AT_type of a variable, member or function refers to. */
    CType typeOf(Entry entry) {
        return warnings.guard(() -> Origins.type(entry).map(this::of).orElse(VOID), VOID);
    }

    /** The type that the entry describes. */
    CType of(Entry entry) {
        CType known = byOffset.get(entry.offset());
        if (known == null) {
            known = warnings.guard(() -> endsSomewhere(entry) ? make(entry) : VOID, VOID);
            byOffset.put(entry.offset(), known);
        }
        return known;
    }

    /** Damaged information may have types that are made of themselves alone: those are left out. */
    private static boolean endsSomewhere(Entry entry) {
        Optional<Entry> place = Optional.of(entry);
        for (int hop = 0; hop < MAX_CHAIN; hop++) {
            if (place.isEmpty() || isNamedAggregate(place.get().tag())) {
                return true;
            }
            place = place.get().reference(At.TYPE);
        }
        return false;
    }

    private static boolean isNamedAggregate(int tag) {
        return tag == Tag.STRUCTURE_TYPE || tag == Tag.UNION_TYPE || tag == Tag.CLASS_TYPE;
    }

    private CType make(Entry entry) {
        Supplier<CType> target = Lazy.of(() -> typeOf(entry));
        return switch (entry.tag()) {
            case Tag.BASE_TYPE -> base(entry);
            case Tag.POINTER_TYPE, Tag.REFERENCE_TYPE, Tag.RVALUE_REFERENCE_TYPE ->
                new CType.Pointer(target, size(entry).orElse(addressSize));
            case Tag.STRUCTURE_TYPE, Tag.CLASS_TYPE -> struct("struct", entry);
            case Tag.UNION_TYPE -> struct("union", entry);
            case Tag.ARRAY_TYPE -> array(entry, target);
            case Tag.ENUMERATION_TYPE -> enumeration(entry);
            case Tag.TYPEDEF -> new CType.Typedef(name(entry).orElse("?"), target);
            case Tag.CONST_TYPE -> new CType.Qualified("const", target);
            case Tag.VOLATILE_TYPE -> new CType.Qualified("volatile", target);
            case Tag.RESTRICT_TYPE -> new CType.Qualified("restrict", target);
            case Tag.ATOMIC_TYPE -> new CType.Qualified("_Atomic", target);
            case Tag.SUBROUTINE_TYPE, Tag.SUBPROGRAM -> new CType.Function(target, Lazy.of(() -> parameters(entry)));
            default -> VOID;
        };
    }

    private static Optional<String> name(Entry entry) {
        return entry.string(At.NAME);
    }

    private static OptionalLong size(Entry entry) {
        return entry.number(At.BYTE_SIZE);
    }

    /** [DWARF5 7.8] */
    private static CType base(Entry entry) {
        int code = (int) entry.number(At.ENCODING).orElse(0);
        Encoding encoding = switch (code) {
            case 2 -> Encoding.BOOLEAN;
            case 4 -> Encoding.FLOAT;
            case 5 -> Encoding.SIGNED;
            case 6, 8, 0x10 -> Encoding.CHARACTER;
            case 1, 7 -> Encoding.UNSIGNED;
            default -> Encoding.OTHER;
        };
        boolean isSigned = code == 4 || code == 5 || code == 6;
        return new CType.Base(
                name(entry).orElse("?"), encoding, isSigned, size(entry).orElse(0));
    }

    private CType struct(String keyword, Entry entry) {
        Optional<String> tag = name(entry);
        if (entry.flag(At.DECLARATION)) {
            Optional<Entry> definition = tag.flatMap(it -> complete.apply(keyword + " " + it));
            if (definition.isPresent()) {
                return of(definition.get());
            }
        }
        return new CType.Struct(
                keyword,
                tag,
                size(entry).orElse(0),
                !entry.flag(At.DECLARATION),
                Lazy.of(() -> warnings.guard(() -> members(entry), List.of())));
    }

    private List<CType.Member> members(Entry struct) {
        return struct.children().stream()
                .filter(child -> child.tag() == Tag.MEMBER && !child.flag(At.EXTERNAL))
                .map(child -> Members.of(child, Lazy.of(() -> typeOf(child))))
                .toList();
    }

    private CType array(Entry entry, Supplier<CType> element) {
        List<Entry> dimensions = entry.children().stream()
                .filter(child -> child.tag() == Tag.SUBRANGE_TYPE)
                .toList();
        Supplier<CType> result = element;
        for (int index = dimensions.size() - 1; index > 0; index--) {
            CType inner = new CType.Array(result, count(dimensions.get(index)));
            result = () -> inner;
        }
        return new CType.Array(result, dimensions.isEmpty() ? OptionalLong.empty() : count(dimensions.get(0)));
    }

    /** How many elements; unknown where it is worked out at run time or left open. */
    private static OptionalLong count(Entry dimension) {
        OptionalLong count = dimension.number(At.COUNT);
        if (count.isPresent()) {
            return count;
        }
        OptionalLong last = dimension.number(At.UPPER_BOUND);
        return last.isEmpty() ? last : OptionalLong.of(last.getAsLong() + 1 & Integer.MAX_VALUE);
    }

    private CType enumeration(Entry entry) {
        List<CType.Enumerator> enumerators = entry.children().stream()
                .filter(child -> child.tag() == Tag.ENUMERATOR)
                .map(child -> new CType.Enumerator(
                        name(child).orElse("?"), child.number(At.CONST_VALUE).orElse(0)))
                .toList();
        boolean isSigned = enumerators.stream().anyMatch(it -> it.value() < 0);
        return new CType.Enumeration(name(entry), size(entry).orElse(4), isSigned, enumerators);
    }

    private List<CType> parameters(Entry function) {
        return warnings.guard(
                () -> function.children().stream()
                        .filter(child -> child.tag() == Tag.FORMAL_PARAMETER)
                        .map(this::typeOf)
                        .toList(),
                List.of());
    }
}
