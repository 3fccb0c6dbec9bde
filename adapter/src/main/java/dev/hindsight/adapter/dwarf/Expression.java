package dev.hindsight.adapter.dwarf;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Evaluates a DWARF expression: a small stack machine [DWARF5 2.5, 2.6]. */
final class Expression {
    private static final int MAX_OPERATIONS = 10_000;
    private static final int MAX_STACK = 256;

    private final LocationContext context;
    private final int addressSize;
    private final @Nullable CompilationUnit unit;
    private final FrameBase frameBase;
    private final List<StackEntry> stack = new ArrayList<>();
    private final List<Location.Piece> pieces = new ArrayList<>();
    private @Nullable Location simple;

    /** What DW_OP_fbreg counts from. */
    @FunctionalInterface
    interface FrameBase {
        long address();
    }

    private Expression(LocationContext context, int addressSize, @Nullable CompilationUnit unit, FrameBase frameBase) {
        this.context = context;
        this.addressSize = addressSize;
        this.unit = unit;
        this.frameBase = frameBase;
    }

    /** Where a value of a unit is. */
    static Location locate(Cursor code, CompilationUnit unit, LocationContext context, FrameBase frameBase) {
        try {
            return new Expression(context, unit.addressSize(), unit, frameBase).run(code);
        } catch (Unavailable e) {
            return e.asLocation();
        }
    }

    /** The number that an expression of a unit leaves; empty where an ingredient is missing. */
    static OptionalLong value(Cursor code, CompilationUnit unit, LocationContext context, FrameBase frameBase) {
        try {
            var expression = new Expression(context, unit.addressSize(), unit, frameBase);
            expression.execute(code);
            return OptionalLong.of(expression.pop(code).value());
        } catch (Unavailable e) {
            return OptionalLong.empty();
        }
    }

    /** The number that an expression of call frame information leaves; the stack begins with {@code initial}. */
    static long value(Cursor code, int addressSize, LocationContext context, OptionalLong initial) {
        var expression = new Expression(context, addressSize, null, () -> {
            throw new Unavailable("no frame base");
        });
        initial.ifPresent(expression::push);
        expression.execute(code);
        return expression.pop(code).value();
    }

    private Location run(Cursor code) {
        execute(code);
        if (!pieces.isEmpty()) {
            return new Location.Pieces(pieces);
        }
        if (simple != null) {
            return simple;
        }
        return stack.isEmpty()
                ? Location.Nowhere.OPTIMIZED_OUT
                : new Location.InMemory(pop(code).value());
    }

    private void execute(Cursor start) {
        Cursor code = start.at(start.position());
        for (int count = 0; code.hasMore(); count++) {
            if (count > MAX_OPERATIONS || stack.size() > MAX_STACK) {
                throw code.fail("an expression does not end");
            }
            int op = code.u8();
            if (op == DwarfOp.BRA || op == DwarfOp.SKIP) {
                code = branch(op, code, start);
            } else {
                operate(op, code);
            }
        }
    }

    private Cursor branch(int op, Cursor code, Cursor start) {
        long distance = code.signed(2);
        boolean taken = op == DwarfOp.SKIP || pop(code).value() != 0;
        long target = code.position() + (taken ? distance : 0);
        if (target < start.position()) {
            throw code.fail("an expression branches outside itself");
        }
        return start.at(target);
    }

    private void operate(int op, Cursor code) {
        if (op >= DwarfOp.LIT0 && op < DwarfOp.LIT0 + 32) {
            push(op - DwarfOp.LIT0);
        } else if (op >= DwarfOp.REG0 && op < DwarfOp.REG0 + 32) {
            simple = new Location.InRegister(op - DwarfOp.REG0);
        } else if (op >= DwarfOp.BREG0 && op < DwarfOp.BREG0 + 32) {
            push(register(op - DwarfOp.BREG0) + code.sleb());
        } else {
            others(op, code);
        }
    }

    private void others(int op, Cursor code) {
        switch (op) {
            case DwarfOp.ADDR -> push(code.unsigned(addressSize));
            case DwarfOp.CONST1U -> push(code.u8());
            case DwarfOp.CONST1S -> push(code.s8());
            case DwarfOp.CONST2U -> push(code.u16());
            case DwarfOp.CONST2S -> push(code.signed(2));
            case DwarfOp.CONST4U -> push(code.u32());
            case DwarfOp.CONST4S -> push(code.signed(4));
            case DwarfOp.CONST8U, DwarfOp.CONST8S -> push(code.u64());
            case DwarfOp.CONSTU -> push(code.uleb());
            case DwarfOp.CONSTS -> push(code.sleb());
            case DwarfOp.ADDRX, DwarfOp.CONSTX -> push(unit(code).indexedAddress(code.uleb()));
            case DwarfOp.REGX -> simple = new Location.InRegister(code.ulebInt());
            case DwarfOp.BREGX -> push(register(code.ulebInt()) + code.sleb());
            case DwarfOp.FBREG -> push(frameBase.address() + code.sleb());
            case DwarfOp.CALL_FRAME_CFA -> push(cfa());
            case DwarfOp.DEREF -> push(memory(pop(code).value(), addressSize));
            case DwarfOp.DEREF_SIZE -> push(memory(pop(code).value(), code.u8()));
            case DwarfOp.STACK_VALUE -> simple = new Location.Computed(pop(code).value());
            case DwarfOp.IMPLICIT_VALUE ->
                simple = new Location.Bytes(code.take(code.uleb()).rest());
            case DwarfOp.PIECE -> piece(code.ulebInt() * 8, 0);
            case DwarfOp.BIT_PIECE -> piece(code.ulebInt(), code.ulebInt());
            case DwarfOp.ENTRY_VALUE, DwarfOp.GNU_ENTRY_VALUE -> push(entryValue(code.take(code.uleb())));
            case DwarfOp.IMPLICIT_POINTER, DwarfOp.GNU_IMPLICIT_POINTER, DwarfOp.GNU_PARAMETER_REF ->
                throw new Unavailable("optimized out");
            case DwarfOp.NOP -> {}
            default -> stackOrTyped(op, code);
        }
    }

    private void stackOrTyped(int op, Cursor code) {
        switch (op) {
            case DwarfOp.DUP -> stack.add(peek(0, code));
            case DwarfOp.DROP -> pop(code);
            case DwarfOp.OVER -> stack.add(peek(1, code));
            case DwarfOp.PICK -> stack.add(peek(code.u8(), code));
            case DwarfOp.SWAP -> stack.add(stack.size() - 1, pop(code, 2));
            case DwarfOp.ROT -> {
                peek(2, code); // three entries, or an exception
                StackEntry top = pop(code);
                stack.add(stack.size() - 2, top);
            }
            case DwarfOp.ABS -> unary(code, Math.abs(peek(0, code).signed()));
            case DwarfOp.NEG -> unary(code, -peek(0, code).signed());
            case DwarfOp.NOT -> unary(code, ~peek(0, code).value());
            case DwarfOp.PLUS_UCONST -> unary(code, peek(0, code).value() + code.uleb());
            case DwarfOp.CONST_TYPE, DwarfOp.GNU_CONST_TYPE -> constantOfType(code);
            case DwarfOp.REGVAL_TYPE, DwarfOp.GNU_REGVAL_TYPE -> {
                StackEntry value = new StackEntry(register(code.ulebInt()), 8, true);
                stack.add(convert(value, code));
            }
            case DwarfOp.DEREF_TYPE, DwarfOp.GNU_DEREF_TYPE -> {
                int size = code.u8();
                stack.add(convert(new StackEntry(memory(pop(code).value(), size), size, false), code));
            }
            case DwarfOp.CONVERT, DwarfOp.GNU_CONVERT, DwarfOp.REINTERPRET, DwarfOp.GNU_REINTERPRET ->
                stack.add(convert(pop(code), code));
            default -> {
                StackEntry right = pop(code);
                StackEntry left = pop(code);
                stack.add(DwarfArithmetic.apply(op, left, right, code));
            }
        }
    }

    private void unary(Cursor code, long value) {
        stack.add(pop(code).with(value));
    }

    private void constantOfType(Cursor code) {
        long type = code.uleb();
        Cursor bytes = code.take(code.u8());
        int size = bytes.remaining();
        stack.add(convert(new StackEntry(bytes.unsigned(size), size, false), type, code));
    }

    private StackEntry convert(StackEntry value, Cursor code) {
        return convert(value, code.uleb(), code);
    }

    /** To the base type at an offset in the unit; 0 is the generic type [DWARF5 2.5.1.6]. */
    private StackEntry convert(StackEntry value, long type, Cursor code) {
        if (type == 0) {
            return value.convert(addressSize, false);
        }
        Entry base = unit(code).entryAt(unit(code).offset() + type);
        int size = (int) base.number(At.BYTE_SIZE).orElse(addressSize);
        return switch ((int) base.number(At.ENCODING).orElse(0)) {
            case 5, 6 -> value.convert(size, true); // DW_ATE_signed, DW_ATE_signed_char
            case 2, 7, 8 -> value.convert(size, false); // DW_ATE_boolean, DW_ATE_unsigned, DW_ATE_unsigned_char
            default -> throw new Unavailable("optimized out; it needs floating-point arithmetic");
        };
    }

    private CompilationUnit unit(Cursor code) {
        if (unit == null) {
            throw code.fail("the expression needs a unit and has none");
        }
        return unit;
    }

    private void piece(int bits, int bitOffset) {
        Location location = simple;
        if (location == null) {
            location = stack.isEmpty()
                    ? Location.Nowhere.OPTIMIZED_OUT
                    : new Location.InMemory(stack.remove(stack.size() - 1).value());
        }
        pieces.add(new Location.Piece(location, bits, bitOffset));
        simple = null;
    }

    /** What a register held when the function was entered: its caller may know [DWARF5 2.5.1.7]. */
    private long entryValue(Cursor inner) {
        int op = inner.u8();
        int register = op >= DwarfOp.REG0 && op < DwarfOp.REG0 + 32
                ? op - DwarfOp.REG0
                : op == DwarfOp.REGX ? inner.ulebInt() : -1;
        OptionalLong value = register < 0 ? OptionalLong.empty() : context.entryRegister(register);
        return value.orElseThrow(() -> new Unavailable("optimized out"));
    }

    private long cfa() {
        return context.callFrameAddress().orElseThrow(() -> new Unavailable("its frame is unknown"));
    }

    private long register(int number) {
        return context.register(number).orElseThrow(() -> new Unavailable("its register was not saved"));
    }

    private long memory(long address, int size) {
        byte[] bytes = context.memory(address, size);
        if (bytes.length < size || size > 8) {
            throw new Unavailable("cannot read memory at 0x%x".formatted(address));
        }
        long value = 0;
        for (int index = size - 1; index >= 0; index--) {
            value = value << 8 | bytes[index] & 0xFF;
        }
        return value;
    }

    private void push(long value) {
        stack.add(new StackEntry(value, addressSize, false));
    }

    private StackEntry pop(Cursor place) {
        return pop(place, 1);
    }

    /** Takes out the entry at a depth, 1 being the top. */
    private StackEntry pop(Cursor place, int depth) {
        if (stack.size() < depth) {
            throw place.fail("an expression takes more values from its stack than there are");
        }
        return stack.remove(stack.size() - depth);
    }

    private StackEntry peek(int depth, Cursor place) {
        if (stack.size() <= depth) {
            throw place.fail("an expression takes more values from its stack than there are");
        }
        return stack.get(stack.size() - 1 - depth);
    }

    /** The frame base of a function at the context's pc. */
    static FrameBase frameBase(Optional<Entry> function, LocationContext context) {
        return () -> {
            Entry entry = function.filter(it -> context.hasStack())
                    .orElseThrow(() -> new Unavailable("its frame is unknown"));
            Cursor code = LocationLists.expressionAt(entry, At.FRAME_BASE, context.pc())
                    .orElseThrow(() -> new Unavailable("its frame is unknown"));
            Location base = locate(code, entry.unit(), context, () -> {
                throw new Unavailable("its frame is unknown");
            });
            if (base instanceof Location.InMemory memory) {
                return memory.address();
            }
            if (base instanceof Location.InRegister register) {
                return context.register(register.register()).orElseThrow(() -> new Unavailable("its frame is unknown"));
            }
            throw new Unavailable("its frame is unknown");
        };
    }
}
