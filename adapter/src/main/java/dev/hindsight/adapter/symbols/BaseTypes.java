package dev.hindsight.adapter.symbols;

import dev.hindsight.adapter.symbols.CType.Base;
import dev.hindsight.adapter.symbols.CType.Encoding;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The types that C has by itself, for a machine with pointers of a size (ILP32 and LP64). */
public final class BaseTypes {
    private static final List<String> WORDS =
            List.of("signed", "unsigned", "char", "short", "int", "long", "float", "double", "_Bool", "void");

    private final int addressSize;

    public BaseTypes(int addressSize) {
        this.addressSize = addressSize;
    }

    /** Whether the word can be part of such a type's name. */
    public static boolean isWord(String word) {
        return WORDS.contains(word);
    }

    /** The type of words in any order that C allows: {@code long unsigned int}. */
    public Optional<CType> named(String words) {
        List<String> parts = Arrays.asList(words.trim().split("\\s+"));
        if (!parts.stream().allMatch(BaseTypes::isWord)) {
            return Optional.empty();
        }
        boolean isUnsigned = parts.contains("unsigned");
        long longs = parts.stream().filter("long"::equals).count();
        if (parts.contains("void")) {
            return Optional.of(new CType.Void());
        }
        if (parts.contains("_Bool")) {
            return Optional.of(new Base("_Bool", Encoding.BOOLEAN, false, 1));
        }
        if (parts.contains("float") || parts.contains("double")) {
            return Optional.of(floating(parts.contains("float"), longs > 0));
        }
        if (parts.contains("char")) {
            // Plain char is unsigned on RISC-V [RISC-V psABI, C Integer Types].
            boolean isSigned = parts.contains("signed");
            String name = isSigned ? "signed char" : isUnsigned ? "unsigned char" : "char";
            return Optional.of(new Base(name, Encoding.CHARACTER, isSigned, 1));
        }
        return Optional.of(integer(
                isUnsigned, parts.contains("short") ? 2 : longs == 0 ? 4 : longs == 1 ? addressSize : 8, longs));
    }

    private static CType floating(boolean single, boolean isLong) {
        return single
                ? new Base("float", Encoding.FLOAT, true, 4)
                : new Base(isLong ? "long double" : "double", Encoding.FLOAT, true, isLong ? 16 : 8);
    }

    private static CType integer(boolean isUnsigned, int size, long longs) {
        String name = size == 2 ? "short" : longs == 0 ? "int" : longs == 1 ? "long" : "long long";
        return isUnsigned
                ? new Base("unsigned " + name, Encoding.UNSIGNED, false, size)
                : new Base(name, Encoding.SIGNED, true, size);
    }
}
