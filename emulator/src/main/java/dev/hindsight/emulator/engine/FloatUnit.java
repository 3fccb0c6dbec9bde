package dev.hindsight.emulator.engine;

import dev.hindsight.emulator.fp.Classification;
import dev.hindsight.emulator.fp.Comparison;
import dev.hindsight.emulator.fp.Conversion;
import dev.hindsight.emulator.fp.Division;
import dev.hindsight.emulator.fp.Environment;
import dev.hindsight.emulator.fp.FloatFormat;
import dev.hindsight.emulator.fp.FusedMultiplyAdd;
import dev.hindsight.emulator.fp.Sign;
import dev.hindsight.emulator.fp.SquareRoot;
import dev.hindsight.emulator.hart.FloatState;
import dev.hindsight.emulator.hart.Hart;
import dev.hindsight.emulator.isa.Op;

/**
 * Executes any floating-point instruction but loads and stores, exactly and in every environment. The immediate of its
 * {@link DecodedInstruction} holds the rounding mode (bits 2 to 0), rs3 (7 to 3) and the {@link Op} (from 8).
 */
final class FloatUnit {
    private static final Op[] OPS = Op.values();
    private static final int OP_SHIFT = 8;

    /** By ordinal of {@link Op}, filled when they are met. */
    private final FloatOp[] known = new FloatOp[OPS.length];

    static int immediate(Op op, int fields) {
        return op.ordinal() << OP_SHIFT | fields;
    }

    static int rs3(long word) {
        return DecodedInstruction.imm(word) >>> 3 & 31;
    }

    /** Returns false, and has done nothing, if the instruction is illegal now. */
    boolean execute(Hart hart, long word) {
        FloatState state = hart.floats();
        if (state.isOff() || !state.round(DecodedInstruction.imm(word) & 7)) {
            return false;
        }
        FloatOp op = op(DecodedInstruction.imm(word) >>> OP_SHIFT);
        int before = state.environment().flags();
        switch (op.kind()) {
            case FEQ, FLT, FLE, FCLASS, TO_INTEGER, MOVE_TO_X -> {
                hart.x()[DecodedInstruction.rd(word)] = integer(op, state, word);
                if (state.environment().flags() != before) {
                    state.touch();
                }
            }
            default -> {
                long bits = number(op, state, hart.x(), word);
                state.f()[DecodedInstruction.rd(word)] = op.to().box(bits);
                state.touch();
            }
        }
        return true;
    }

    private FloatOp op(int ordinal) {
        FloatOp op = known[ordinal];
        if (op == null) {
            op = FloatOp.of(OPS[ordinal]);
            known[ordinal] = op;
        }
        return op;
    }

    /** The result for an integer register, sign-extended. */
    private static long integer(FloatOp op, FloatState state, long word) {
        FloatFormat format = op.format();
        Environment environment = state.environment();
        long register = state.f()[DecodedInstruction.rs1(word)];
        long a = format.unbox(register);
        long b = format.unbox(state.f()[DecodedInstruction.rs2(word)]);
        return switch (op.kind()) {
            case FEQ -> Comparison.equal(format, a, b, environment) ? 1 : 0;
            case FLT -> Comparison.less(format, a, b, environment) ? 1 : 0;
            case FLE -> Comparison.lessOrEqual(format, a, b, environment) ? 1 : 0;
            case FCLASS -> Classification.of(format, a);
            case TO_INTEGER -> Conversion.toInteger(format, op.integer(), a, environment);
            // The bits as they are, boxed or not. [Unpriv 2.2 §12.2]
            case MOVE_TO_X -> register << Long.SIZE - format.width() >> Long.SIZE - format.width();
            default -> throw new IllegalStateException(op.toString());
        };
    }

    /** The result for a floating-point register. */
    private static long number(FloatOp op, FloatState state, long[] x, long word) {
        FloatFormat format = op.format();
        Environment environment = state.environment();
        long a = format.unbox(state.f()[DecodedInstruction.rs1(word)]);
        long b = format.unbox(state.f()[DecodedInstruction.rs2(word)]);
        long c = format.unbox(state.f()[rs3(word)]);
        return switch (op.kind()) {
            case FADD -> FusedMultiplyAdd.sum(format, a, b, environment);
            case FSUB -> FusedMultiplyAdd.difference(format, a, b, environment);
            case FMUL -> FusedMultiplyAdd.product(format, a, b, environment);
            case FDIV -> Division.of(format, a, b, environment);
            case FSQRT -> SquareRoot.of(format, a, environment);
            case FMADD -> FusedMultiplyAdd.of(format, a, b, c, environment);
            case FMSUB -> FusedMultiplyAdd.of(format, a, b, Sign.negate(format, c), environment);
            case FNMSUB -> FusedMultiplyAdd.of(format, Sign.negate(format, a), b, c, environment);
            case FNMADD -> FusedMultiplyAdd.of(format, Sign.negate(format, a), b, Sign.negate(format, c), environment);
            case FSGNJ -> Sign.copy(format, a, b);
            case FSGNJN -> Sign.copyNegated(format, a, b);
            case FSGNJX -> Sign.multiply(format, a, b);
            case FMIN -> Comparison.minimum(format, a, b, environment);
            case FMAX -> Comparison.maximum(format, a, b, environment);
            case CONVERT -> Conversion.convert(format, op.to(), a, environment);
            case FROM_INTEGER ->
                Conversion.fromInteger(op.integer(), format, x[DecodedInstruction.rs1(word)], environment);
            case MOVE_FROM_X -> format.low(x[DecodedInstruction.rs1(word)]);
            default -> throw new IllegalStateException(op.toString());
        };
    }
}
