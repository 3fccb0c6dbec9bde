package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import java.util.Optional;

/** Works out a parsed expression. */
final class ExpressionEvaluator {
    private final EvaluationContext setting;
    private final NameResolver names;
    private final Calculation calculation;

    ExpressionEvaluator(EvaluationContext setting, NameResolver names) {
        this.setting = setting;
        this.names = names;
        this.calculation = new Calculation(setting);
    }

    Value of(Expr expr) {
        if (expr instanceof Expr.Literal literal) {
            return literal(literal.text());
        }
        if (expr instanceof Expr.Name name) {
            return names.named(name.name());
        }
        if (expr instanceof Expr.Register register) {
            return names.register(register.name());
        }
        if (expr instanceof Expr.Unary unary) {
            return unary(unary.operator(), of(unary.operand()));
        }
        if (expr instanceof Expr.Binary binary) {
            return binary(binary);
        }
        if (expr instanceof Expr.Conditional conditional) {
            return of(of(conditional.condition()).isTrue() ? conditional.yes() : conditional.no());
        }
        if (expr instanceof Expr.Cast cast) {
            return cast(cast.type(), of(cast.operand()));
        }
        if (expr instanceof Expr.SizeOfType sizeOf) {
            return size(sizeOf.type());
        }
        if (expr instanceof Expr.Index index) {
            return indirection(calculation.binary("+", of(index.array()), of(index.index())));
        }
        return member((Expr.Member) expr);
    }

    private Value literal(String text) {
        if (text.startsWith("'")) {
            return setting.integer(setting.base("char"), Literals.character(text));
        }
        if (Literals.isFloating(text)) {
            boolean single = text.endsWith("f") || text.endsWith("F");
            return setting.real(setting.base(single ? "float" : "double"), Double.parseDouble(text));
        }
        String type = Literals.typeOf(text, setting.program().addressSize());
        return setting.integer(setting.base(type), Literals.integer(text));
    }

    private Value unary(String operator, Value operand) {
        return switch (operator) {
            case "*" -> indirection(operand.decayed());
            case "&" -> address(operand);
            case "sizeof" -> size(operand.type());
            default -> calculation.unary(operator, operand);
        };
    }

    private Value size(CType type) {
        return setting.integer(setting.base("unsigned long"), type.size());
    }

    private Value address(Value operand) {
        if (operand.bitSize() != 0) {
            throw new EvalException("A bit field has no address.");
        }
        return setting.integer(setting.pointerTo(operand.type()), operand.addressOrFail());
    }

    private Value indirection(Value pointer) {
        if (!(pointer.type().plain() instanceof CType.Pointer type)) {
            throw new EvalException("A value of type %s does not point to anything."
                    .formatted(pointer.type().text()));
        }
        if (type.target().plain() instanceof CType.Void) {
            throw new EvalException("A void pointer cannot be dereferenced; cast it first.");
        }
        return pointer.target(Optional.empty());
    }

    private Value binary(Expr.Binary binary) {
        Value left = of(binary.left());
        if (binary.operator().equals("&&")) {
            return setting.truth(left.isTrue() && of(binary.right()).isTrue());
        }
        if (binary.operator().equals("||")) {
            return setting.truth(left.isTrue() || of(binary.right()).isTrue());
        }
        return calculation.binary(binary.operator(), left, of(binary.right()));
    }

    /** To a scalar; or, to look at memory as another type, of something in memory to that type. */
    private Value cast(CType type, Value operand) {
        if (type.plain() instanceof CType.Void) {
            return setting.known(type, new byte[0]);
        }
        if (!Kinds.isScalar(type) && operand.address().isPresent()) {
            return setting.inMemory(type, operand.addressOrFail(), Optional.empty());
        }
        return Calculation.convert(operand, type);
    }

    private Value member(Expr.Member access) {
        Value struct = of(access.struct()).decayed();
        // Debuggers are lenient: a.b and a->b mean the same where only one of them can be meant.
        Value whole = Kinds.isPointer(struct.type()) ? indirection(struct) : struct;
        if (!(whole.type().plain() instanceof CType.Struct type)) {
            throw new EvalException(
                    "A value of type %s has no members.".formatted(whole.type().text()));
        }
        if (!type.isComplete()) {
            throw new EvalException("The program does not define the members of %s.".formatted(type.text()));
        }
        return find(whole, type, access.name())
                .orElseThrow(() -> new EvalException(
                        "%s has no member named \"%s\".".formatted(whole.type().text(), access.name())));
    }

    private static Optional<Value> find(Value whole, CType.Struct type, String name) {
        for (CType.Member member : type.members()) {
            if (member.name().equals(name)) {
                return Optional.of(whole.member(member, Optional.empty()));
            }
            if (member.name().isEmpty() && member.type().plain() instanceof CType.Struct inner) {
                Optional<Value> found = find(whole.member(member, Optional.empty()), inner, name);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }
}
