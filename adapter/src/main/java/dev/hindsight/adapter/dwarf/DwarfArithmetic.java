package dev.hindsight.adapter.dwarf;

/** Operations on two values [DWARF5 2.5.1.4, 2.5.1.5]: of the type of the first, signed where the standard says so. */
final class DwarfArithmetic {
    private DwarfArithmetic() {}

    static StackEntry apply(int op, StackEntry left, StackEntry right, Cursor place) {
        long a = left.value();
        long b = right.value();
        long value = switch (op) {
            case DwarfOp.AND -> a & b;
            case DwarfOp.OR -> a | b;
            case DwarfOp.XOR -> a ^ b;
            case DwarfOp.PLUS -> a + b;
            case DwarfOp.MINUS -> a - b;
            case DwarfOp.MUL -> a * b;
            case DwarfOp.DIV -> left.signed() / divisor(right.signed(), place);
            case DwarfOp.MOD -> Long.remainderUnsigned(a, divisor(b, place));
            case DwarfOp.SHL -> b < 0 || b > 63 ? 0 : a << b;
            case DwarfOp.SHR -> b < 0 || b > 63 ? 0 : a >>> b;
            case DwarfOp.SHRA -> left.signed() >> Math.min(b & Long.MAX_VALUE, 63);
            case DwarfOp.EQ -> truth(a == b);
            case DwarfOp.NE -> truth(a != b);
            case DwarfOp.GE -> truth(left.signed() >= right.signed());
            case DwarfOp.GT -> truth(left.signed() > right.signed());
            case DwarfOp.LE -> truth(left.signed() <= right.signed());
            case DwarfOp.LT -> truth(left.signed() < right.signed());
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
