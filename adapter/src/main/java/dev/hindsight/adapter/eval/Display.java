package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import dev.hindsight.emulator.elf.Symbol;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Shows a value in one line. */
final class Display {
    private static final int MAX_LENGTH = 300;
    private static final int MAX_ELEMENTS = 16;
    private static final int MAX_DEPTH = 3;

    private Display() {}

    static String of(Value value) {
        return of(value, 0);
    }

    private static String of(Value value, int depth) {
        try {
            return shown(value, depth);
        } catch (EvalException e) {
            return "<" + reason(String.valueOf(e.getMessage())) + ">";
        }
    }

    /** A sentence without what makes it one. */
    private static String reason(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT) + sentence.substring(1, sentence.length() - 1);
    }

    private static String shown(Value value, int depth) {
        CType type = value.type().plain();
        if (value.storage() instanceof Storage.Missing missing) {
            return "<" + missing.reason() + ">";
        }
        if (type instanceof CType.Struct struct) {
            return struct(value, struct, depth);
        }
        if (type instanceof CType.Array array) {
            return Kinds.isCharacter(array.element()) && value.format() == DisplayFormat.NATURAL
                    ? Text.ofArray(value.bytes())
                    : array(value, array, depth);
        }
        if (type instanceof CType.Function) {
            return "{%s} %s".formatted(type.text(), pointer(value, value.addressOrFail()));
        }
        if (type instanceof CType.Void) {
            return "void";
        }
        return scalar(value, type, depth);
    }

    private static String scalar(Value value, CType type, int depth) {
        if (Kinds.isFloating(type)) {
            return NumberText.real(value.real(), type.size() == 4);
        }
        if (!Kinds.isScalar(type)) {
            return NumberText.hexadecimal(value.bytes());
        }
        long bits = value.bits();
        int width = value.bitSize() == 0 ? (int) (8 * type.size()) : value.bitSize();
        if (value.format() != DisplayFormat.NATURAL) {
            return NumberText.integer(bits, width, Kinds.isSigned(type), value.format());
        }
        if (type instanceof CType.Pointer pointer) {
            return pointer(value, bits) + pointedText(value, pointer, depth);
        }
        if (type instanceof CType.Enumeration enumeration) {
            return enumerator(enumeration, bits);
        }
        if (Kinds.isBoolean(type)) {
            return bits == 0 ? "false" : bits == 1 ? "true" : Long.toString(bits);
        }
        return Kinds.isCharacter(type)
                ? "%d %s".formatted(bits, Text.character((int) bits & 0xFF))
                : NumberText.integer(bits, width, Kinds.isSigned(type), DisplayFormat.DECIMAL);
    }

    private static String enumerator(CType.Enumeration enumeration, long bits) {
        return enumeration.enumerators().stream()
                .filter(it -> it.value() == bits)
                .map(CType.Enumerator::name)
                .findFirst()
                .orElse(Long.toString(bits));
    }

    /** The address, and the function or object of the program that is there. */
    private static String pointer(Value value, long address) {
        Optional<Symbol.Place> place = value.setting().program().elf().symbolAt(address);
        return "0x%x%s"
                .formatted(address, place.map(it -> " <" + symbol(it) + ">").orElse(""));
    }

    private static String symbol(Symbol.Place place) {
        return place.offset() == 0 ? place.symbol().name() : place.symbol().name() + "+" + place.offset();
    }

    private static String pointedText(Value value, CType.Pointer pointer, int depth) {
        if (!Kinds.isCharacter(pointer.target()) || depth > 1 || value.bits() == 0) {
            return "";
        }
        byte[] bytes = value.setting().frame().memory().read(value.bits(), Text.MAX_LENGTH);
        return bytes.length == 0 ? "" : " " + Text.terminated(bytes);
    }

    private static String struct(Value value, CType.Struct struct, int depth) {
        if (!struct.isComplete()) {
            return "<incomplete type>";
        }
        return depth >= MAX_DEPTH ? "{...}" : list(value.children(), depth, true, false);
    }

    private static String array(Value value, CType.Array array, int depth) {
        if (depth >= MAX_DEPTH) {
            return "{...}";
        }
        List<Value.Child> children = value.children();
        boolean more = children.size() > MAX_ELEMENTS || array.count().orElse(0) > children.size();
        return list(children.subList(0, Math.min(children.size(), MAX_ELEMENTS)), depth, false, more);
    }

    private static String list(List<Value.Child> children, int depth, boolean names, boolean more) {
        var text = new StringBuilder("{");
        boolean cut = more;
        for (Value.Child child : children) {
            if (text.length() > MAX_LENGTH) {
                cut = true;
                break;
            }
            text.append(text.length() > 1 ? ", " : "");
            text.append(names ? child.name() + " = " : "").append(of(child.value(), depth + 1));
        }
        return text.append(cut ? ", ...}" : "}").toString();
    }
}
