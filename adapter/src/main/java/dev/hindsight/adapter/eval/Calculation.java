package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import java.util.Set;

/** Arithmetic by the rules of C for machines of 32 and 64 bits [C11 6.3.1, 6.5]. */
final class Calculation {
    private static final Set<String> COMPARISONS = Set.of("==", "!=", "<", "<=", ">", ">=");
    private static final Set<String> INTEGERS_ONLY = Set.of("%", "&", "|", "^", "<<", ">>");

    private final EvaluationContext setting;

    Calculation(EvaluationContext setting) {
        this.setting = setting;
    }

    Value unary(String operator, Value operand) {
        if (operator.equals("!")) {
            return setting.truth(!operand.decayed().isTrue());
        }
        requireArithmetic(operator, operand);
        if (Kinds.isFloating(operand.type())) {
            if (operator.equals("~")) {
                throw wrongOperands(operator, operand, operand);
            }
            return setting.real(operand.type(), operator.equals("-") ? -operand.real() : operand.real());
        }
        CType type = promoted(operand);
        long bits = operand.bits();
        return setting.integer(type, operator.equals("-") ? -bits : operator.equals("~") ? ~bits : bits);
    }

    Value binary(String operator, Value leftValue, Value rightValue) {
        Value left = leftValue.decayed();
        Value right = rightValue.decayed();
        if (Kinds.isPointer(left.type()) || Kinds.isPointer(right.type())) {
            return pointers(operator, left, right);
        }
        requireArithmetic(operator, left);
        requireArithmetic(operator, right);
        if (Kinds.isFloating(left.type()) || Kinds.isFloating(right.type())) {
            return floating(operator, left, right);
        }
        boolean shift = operator.equals("<<") || operator.equals(">>");
        CType type = shift ? promoted(left) : common(promoted(left), promoted(right));
        return integers(
                operator,
                type,
                convert(left, type).bits(),
                shift ? right.bits() : convert(right, type).bits());
    }

    private Value integers(String operator, CType type, long a, long b) {
        boolean isSigned = Kinds.isSigned(type);
        if (COMPARISONS.contains(operator)) {
            return setting.truth(compare(operator, isSigned ? Long.compare(a, b) : Long.compareUnsigned(a, b)));
        }
        int bits = (int) (8 * type.size());
        return setting.integer(
                type,
                switch (operator) {
                    case "+" -> a + b;
                    case "-" -> a - b;
                    case "*" -> a * b;
                    case "/" -> isSigned ? a / divisor(b) : Long.divideUnsigned(a, divisor(b));
                    case "%" -> isSigned ? a % divisor(b) : Long.remainderUnsigned(a, divisor(b));
                    case "&" -> a & b;
                    case "|" -> a | b;
                    case "^" -> a ^ b;
                    case "<<" -> b < 0 || b >= bits ? 0 : a << b;
                    case ">>" -> b < 0 || b >= bits ? (isSigned && a < 0 ? -1 : 0) : isSigned ? a >> b : a >>> b;
                    default -> throw new IllegalStateException(operator);
                });
    }

    private static long divisor(long value) {
        if (value == 0) {
            throw new EvalException("Division by zero.");
        }
        return value;
    }

    private static boolean compare(String operator, int order) {
        return switch (operator) {
            case "==" -> order == 0;
            case "!=" -> order != 0;
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    private Value floating(String operator, Value left, Value right) {
        if (INTEGERS_ONLY.contains(operator)) {
            throw wrongOperands(operator, left, right);
        }
        double a = left.real();
        double b = right.real();
        if (COMPARISONS.contains(operator)) {
            boolean unordered = Double.isNaN(a) || Double.isNaN(b);
            // Adding zero makes -0 equal to 0, which Double.compare tells apart.
            return setting.truth(
                    unordered ? operator.equals("!=") : compare(operator, Double.compare(a + 0.0, b + 0.0)));
        }
        boolean single = isSingle(left) && isSingle(right);
        double result = switch (operator) {
            case "+" -> a + b;
            case "-" -> a - b;
            case "*" -> a * b;
            default -> a / b;
        };
        return setting.real(setting.base(single ? "float" : "double"), result);
    }

    private static boolean isSingle(Value value) {
        return value.type().size() == 4 || !Kinds.isFloating(value.type());
    }

    private Value pointers(String operator, Value left, Value right) {
        boolean leftPoints = Kinds.isPointer(left.type());
        boolean rightPoints = Kinds.isPointer(right.type());
        if (COMPARISONS.contains(operator)
                && (leftPoints || Kinds.isInteger(left.type()))
                && (rightPoints || Kinds.isInteger(right.type()))) {
            long a = setting.program().canonical(left.bits());
            long b = setting.program().canonical(right.bits());
            return setting.truth(compare(operator, Long.compareUnsigned(a, b)));
        }
        if (operator.equals("-") && leftPoints && rightPoints) {
            return setting.integer(setting.base("long"), (left.bits() - right.bits()) / stride(left));
        }
        if (operator.equals("+") && leftPoints && Kinds.isInteger(right.type())) {
            return setting.integer(left.type(), left.bits() + right.bits() * stride(left));
        }
        if (operator.equals("+") && rightPoints && Kinds.isInteger(left.type())) {
            return setting.integer(right.type(), right.bits() + left.bits() * stride(right));
        }
        if (operator.equals("-") && leftPoints && Kinds.isInteger(right.type())) {
            return setting.integer(left.type(), left.bits() - right.bits() * stride(left));
        }
        throw wrongOperands(operator, left, right);
    }

    /** The size of what a pointer points to; 1 for void and functions, as gcc has it. */
    private static long stride(Value pointer) {
        return Math.max(((CType.Pointer) pointer.type().plain()).target().size(), 1);
    }

    /** What narrower integers become in arithmetic: int, or unsigned where int cannot hold them [C11 6.3.1.1]. */
    private CType promoted(Value value) {
        CType type = value.type().plain();
        if (type.size() < 4 || Kinds.isBoolean(type)) {
            return setting.base("int");
        }
        if (type instanceof CType.Enumeration enumeration) {
            return setting.base(enumeration.isSigned() ? "int" : "unsigned int");
        }
        boolean narrowField = value.bitSize() != 0 && value.bitSize() < 32;
        return narrowField ? setting.base("int") : value.type();
    }

    /** [C11 6.3.1.8] */
    private static CType common(CType left, CType right) {
        if (left.size() != right.size()) {
            return left.size() > right.size() ? left : right;
        }
        return Kinds.isSigned(left) ? right : left;
    }

    private void requireArithmetic(String operator, Value value) {
        if (!Kinds.isInteger(value.type()) && !Kinds.isFloating(value.type())) {
            throw new EvalException("The operator %s does not take a value of type %s."
                    .formatted(operator, value.type().text()));
        }
    }

    private static EvalException wrongOperands(String operator, Value left, Value right) {
        return new EvalException("The operator %s does not take values of types %s and %s."
                .formatted(operator, left.type().text(), right.type().text()));
    }

    /** As a cast does. */
    static Value convert(Value value, CType type) {
        Value source = value.decayed();
        EvaluationContext setting = source.setting();
        if (!Kinds.isScalar(type) || !Kinds.isScalar(source.type())) {
            throw new EvalException("A value of type %s cannot be converted to %s."
                    .formatted(value.type().text(), type.text()));
        }
        if (Kinds.isFloating(type)) {
            return setting.real(type, source.real());
        }
        if (Kinds.isBoolean(type)) {
            return setting.integer(type, source.isTrue() ? 1 : 0);
        }
        return setting.integer(type, Kinds.isFloating(source.type()) ? (long) source.real() : source.bits());
    }
}
