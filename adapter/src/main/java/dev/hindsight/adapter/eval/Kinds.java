package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.adapter.symbols.CType.Encoding;

/** Questions about types that the rules of C ask [C11 6.2.5]. All look through typedefs and qualifiers. */
final class Kinds {
    private Kinds() {}

    static boolean isInteger(CType type) {
        CType plain = type.plain();
        return plain instanceof CType.Enumeration
                || plain instanceof CType.Base base
                        && base.encoding() != Encoding.FLOAT
                        && base.encoding() != Encoding.OTHER
                        && base.size() <= 8;
    }

    static boolean isFloating(CType type) {
        return type.plain() instanceof CType.Base base
                && base.encoding() == Encoding.FLOAT
                && (base.size() == 4 || base.size() == 8);
    }

    static boolean isPointer(CType type) {
        return type.plain() instanceof CType.Pointer;
    }

    static boolean isScalar(CType type) {
        return isInteger(type) || isFloating(type) || isPointer(type);
    }

    static boolean isSigned(CType type) {
        CType plain = type.plain();
        return plain instanceof CType.Base base && base.isSigned()
                || plain instanceof CType.Enumeration enumeration && enumeration.isSigned();
    }

    static boolean isCharacter(CType type) {
        return type.plain() instanceof CType.Base base && base.encoding() == Encoding.CHARACTER && base.size() == 1;
    }

    static boolean isBoolean(CType type) {
        return type.plain() instanceof CType.Base base && base.encoding() == Encoding.BOOLEAN;
    }
}
