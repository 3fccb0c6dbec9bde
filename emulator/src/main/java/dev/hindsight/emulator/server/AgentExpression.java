package dev.hindsight.emulator.server;

import dev.hindsight.emulator.machine.Inspector;
import dev.hindsight.rsp.wire.RspException;
import java.util.Optional;
import java.util.function.LongBinaryOperator;

/**
 * A condition, in the bytecode that gdb compiles its users' expressions to, so that a breakpoint in a hot loop needs no
 * round trip a hit. A stack of 64-bit values; numbers in the code are big-endian. [GDB manual, Agent Expressions]
 */
final class AgentExpression {
    private static final int MOST_OPERATIONS = 10_000;
    private static final int DEEPEST = 128;

    private final byte[] code;
    private final GdbAddresses addresses;

    AgentExpression(byte[] code, GdbAddresses addresses) {
        this.code = code.clone();
        this.addresses = addresses;
    }

    /** Where it cannot be evaluated it counts as true: better to stop once too often than never. */
    boolean holds(Inspector now, int hart) {
        try {
            return evaluate(now, hart) != 0;
        } catch (RspException | ArithmeticException unknown) {
            return true;
        }
    }

    /** Throws {@link RspException}, and for a division by zero {@link ArithmeticException}. */
    long evaluate(Inspector now, int hart) {
        return new Evaluation(now, hart).result();
    }

    private final class Evaluation {
        private final Inspector now;
        private final int hart;
        private final long[] stack = new long[DEEPEST];
        private int height;
        private int position;

        Evaluation(Inspector now, int hart) {
            this.now = now;
            this.hart = hart;
        }

        long result() {
            for (int done = 0; done < MOST_OPERATIONS; done++) {
                AgentOp op = operation();
                long operand = operand(op.operandBytes());
                Optional<LongBinaryOperator> binary = op.binary();
                if (op == AgentOp.END) {
                    return pop();
                } else if (binary.isPresent()) {
                    long right = pop();
                    push(binary.get().applyAsLong(pop(), right));
                } else {
                    perform(op, operand);
                }
            }
            throw new RspException("The condition has no end.");
        }

        private void perform(AgentOp op, long operand) {
            switch (op) {
                case LOG_NOT -> push(pop() == 0 ? 1 : 0);
                case BIT_NOT -> push(~pop());
                case EXT -> push(pop() << unused(operand) >> unused(operand));
                case ZERO_EXT -> push(pop() << unused(operand) >>> unused(operand));
                case REF8 -> push(memory(1));
                case REF16 -> push(memory(2));
                case REF32 -> push(memory(4));
                case REF64 -> push(memory(8));
                case IF_GOTO -> position = pop() != 0 ? (int) operand : position;
                case GOTO -> position = (int) operand;
                case CONST8, CONST16, CONST32, CONST64 -> push(operand);
                case REG -> push(register((int) operand));
                case POP -> pop();
                case DUP -> pick(0);
                case PICK -> pick((int) operand);
                case SWAP -> rotate(2);
                case ROT -> rotate(3);
                default -> throw new IllegalStateException(op + " is nobody's");
            }
        }

        private AgentOp operation() {
            int number = (int) operand(1);
            return AgentOp.of(number)
                    .orElseThrow(() -> new RspException("The condition has the unknown operation " + number + "."));
        }

        private long operand(int bytes) {
            if (position < 0 || position + bytes > code.length) {
                throw new RspException("The condition ends too early.");
            }
            long value = 0;
            for (int i = 0; i < bytes; i++) {
                value = value << 8 | code[position++] & 0xff;
            }
            return value;
        }

        /** How many bits are above those that count. */
        private static int unused(long bits) {
            if (bits < 1 || bits > 64) {
                throw new RspException("The condition has a value of " + bits + " bits, which is not supported.");
            }
            return (int) (64 - bits);
        }

        private long memory(int bytes) {
            long address = addresses.of(pop());
            byte[] read = now.read(hart, address, bytes);
            if (read.length < bytes) {
                throw new RspException("Memory at 0x" + Long.toHexString(address) + " cannot be read.");
            }
            long value = 0;
            for (int i = bytes - 1; i >= 0; i--) {
                value = value << 8 | read[i] & 0xff;
            }
            return value;
        }

        private long register(int number) {
            return now.register(hart, number)
                    .orElseThrow(() -> new RspException("There is no register with number " + number + "."));
        }

        private void push(long value) {
            if (height == DEEPEST) {
                throw new RspException("The condition needs more than " + DEEPEST + " values on its stack.");
            }
            stack[height++] = value;
        }

        private long pop() {
            require(1);
            return stack[--height];
        }

        private void pick(int depth) {
            require(depth + 1);
            push(stack[height - 1 - depth]);
        }

        /** The topmost value goes below the {@code count - 1} others. */
        private void rotate(int count) {
            require(count);
            long top = stack[height - 1];
            System.arraycopy(stack, height - count, stack, height - count + 1, count - 1);
            stack[height - count] = top;
        }

        private void require(int count) {
            if (height < count) {
                throw new RspException("The condition takes more values from its stack than there are.");
            }
        }
    }
}
