package dev.hindsight.emulator.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongBinaryOperator;
import org.jspecify.annotations.Nullable;

/** The operations of {@link AgentExpression} that a condition may have. [GDB manual, Bytecode Descriptions] */
enum AgentOp {
    ADD(0x02, (a, b) -> a + b),
    SUB(0x03, (a, b) -> a - b),
    MUL(0x04, (a, b) -> a * b),
    DIV_SIGNED(0x05, (a, b) -> a / b),
    DIV_UNSIGNED(0x06, Long::divideUnsigned),
    REM_SIGNED(0x07, (a, b) -> a % b),
    REM_UNSIGNED(0x08, Long::remainderUnsigned),
    LSH(0x09, (a, b) -> isWide(b) ? 0 : a << b),
    RSH_SIGNED(0x0a, (a, b) -> a >> (isWide(b) ? 63 : b)),
    RSH_UNSIGNED(0x0b, (a, b) -> isWide(b) ? 0 : a >>> b),
    LOG_NOT(0x0e, 0),
    BIT_AND(0x0f, (a, b) -> a & b),
    BIT_OR(0x10, (a, b) -> a | b),
    BIT_XOR(0x11, (a, b) -> a ^ b),
    BIT_NOT(0x12, 0),
    EQUAL(0x13, (a, b) -> a == b ? 1 : 0),
    LESS_SIGNED(0x14, (a, b) -> a < b ? 1 : 0),
    LESS_UNSIGNED(0x15, (a, b) -> Long.compareUnsigned(a, b) < 0 ? 1 : 0),
    EXT(0x16, 1),
    REF8(0x17, 0),
    REF16(0x18, 0),
    REF32(0x19, 0),
    REF64(0x1a, 0),
    IF_GOTO(0x20, 2),
    GOTO(0x21, 2),
    CONST8(0x22, 1),
    CONST16(0x23, 2),
    CONST32(0x24, 4),
    CONST64(0x25, 8),
    REG(0x26, 2),
    END(0x27, 0),
    DUP(0x28, 0),
    POP(0x29, 0),
    ZERO_EXT(0x2a, 1),
    SWAP(0x2b, 0),
    PICK(0x32, 1),
    ROT(0x33, 0);

    private static final Map<Integer, AgentOp> BY_CODE = new HashMap<>();

    static {
        for (AgentOp op : values()) {
            BY_CODE.put(op.code, op);
        }
    }

    private final int code;
    private final int operandBytes;
    private final @Nullable LongBinaryOperator binary;

    AgentOp(int code, int operandBytes) {
        this.code = code;
        this.operandBytes = operandBytes;
        this.binary = null;
    }

    AgentOp(int code, LongBinaryOperator binary) {
        this.code = code;
        this.operandBytes = 0;
        this.binary = binary;
    }

    static Optional<AgentOp> of(int code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** How many bytes of the code follow, as one number. */
    int operandBytes() {
        return operandBytes;
    }

    /** What it makes of the two topmost values, where that is all that it does. */
    Optional<LongBinaryOperator> binary() {
        return Optional.ofNullable(binary);
    }

    private static boolean isWide(long shift) {
        return shift < 0 || shift > 63;
    }
}
