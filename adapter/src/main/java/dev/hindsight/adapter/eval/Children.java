package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.eval.Value.Child;
import dev.hindsight.adapter.symbols.CType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a value opens into. */
final class Children {
    private static final int MAX_ELEMENTS = 1000;
    private static final Pattern POSTFIX = Pattern.compile("[A-Za-z_$][\\w$]*((\\.|->)\\w+|\\[\\d+])*");

    private Children() {}

    static boolean exist(Value value) {
        CType type = value.type().plain();
        if (type instanceof CType.Pointer pointer) {
            CType target = pointer.target().plain();
            return !(target instanceof CType.Void) && !(target instanceof CType.Function);
        }
        return type instanceof CType.Struct struct && struct.isComplete()
                || type instanceof CType.Array array && array.count().orElse(0) > 0;
    }

    static List<Child> of(Value value) {
        CType type = value.type().plain();
        if (!exist(value)) {
            return List.of();
        }
        if (type instanceof CType.Struct struct) {
            return members(value, struct, text(value, "."));
        }
        if (type instanceof CType.Array array) {
            return elements(value, array);
        }
        return pointed(value);
    }

    private static List<Child> pointed(Value pointer) {
        Optional<String> name = pointer.evaluateName().map(it -> "*" + atom(it));
        Value target;
        try {
            target = pointer.target(name);
        } catch (EvalException e) {
            return List.of();
        }
        if (target.type().plain() instanceof CType.Struct struct && struct.isComplete()) {
            return members(target, struct, text(pointer, "->"));
        }
        return List.of(new Child(name.orElse("*"), target));
    }

    /** Of the struct and of its anonymous ones, as C sees them. */
    private static List<Child> members(Value value, CType.Struct struct, Optional<String> prefix) {
        var children = new ArrayList<Child>();
        for (CType.Member member : struct.members()) {
            if (member.name().isEmpty() && member.type().plain() instanceof CType.Struct inner) {
                children.addAll(members(value.member(member, Optional.empty()), inner, prefix));
            } else if (!member.name().isEmpty()) {
                Value part = value.member(member, prefix.map(it -> it + member.name()));
                children.add(new Child(member.name(), part));
            }
        }
        return children;
    }

    private static List<Child> elements(Value value, CType.Array array) {
        var children = new ArrayList<Child>();
        CType element = array.element();
        long count = Math.min(array.count().orElse(0), MAX_ELEMENTS);
        for (int index = 0; index < count; index++) {
            String name = "[" + index + "]";
            Optional<String> full = value.evaluateName().map(it -> atom(it) + name);
            children.add(new Child(name, value.part(element, index * element.size(), full)));
        }
        return children;
    }

    private static Optional<String> text(Value value, String access) {
        return value.evaluateName()
                .map(it -> it.startsWith("*") && access.equals(".") ? atom(it) + access : atom(it) + access);
    }

    /** The expression as an operand of what binds tightest. */
    static String atom(String expression) {
        return POSTFIX.matcher(expression).matches() ? expression : "(" + expression + ")";
    }
}
