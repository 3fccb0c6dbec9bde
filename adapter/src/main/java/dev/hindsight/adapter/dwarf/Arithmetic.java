package dev.hindsight.adapter.dwarf;

/** Operations on two values [DWARF5 2.5.1.4, 2.5.1.5]: of the type of the first, signed where the standard says so. */
final class Arithmetic {
    private Arithmetic() {}

    static StackEntry apply(int op, StackEntry left, StackEntry right, Cursor place) {
        long a = left.value();
        long b = right.value();
        long value = switch (op) {
            case Op.AND -> a & b;
            case Op.OR -> a | b;
            case Op.XOR -> a ^ b;
            case Op.PLUS -> a + b;
            case Op.MINUS -> a - b;
            case Op.MUL -> a * b;
            case Op.DIV -> left.signed() / divisor(right.signed(), place);
            case Op.MOD -> Long.remainderUnsigned(a, divisor(b, place));
            case Op.SHL -> b < 0 || b > 63 ? 0 : a << b;
            case Op.SHR -> b < 0 || b > 63 ? 0 : a >>> b;
            case Op.SHRA -> left.signed() >> Math.min(b & Long.MAX_VALUE, 63);
            case Op.EQ -> truth(a == b);
            case Op.NE -> truth(a != b);
            case Op.GE -> truth(left.signed() >= right.signed());
            case Op.GT -> truth(left.signed() > right.signed());
            case Op.LE -> truth(left.signed() <= right.signed());
            case Op.LT -> truth(left.signed() < right.signed());
            default -> throw place.fail("the operation 0x%x is unknown".formatted(op));
        };
        return left.with(value);
    }

    private static long divisor(long value, Cursor place) {
        if (value == 0) {
            throw place.fail("an expression divides by zero");
        }
        return value;
    }

    private static long truth(boolean condition) {
        return condition ? 1 : 0;
    }
}
