package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A value with its type; memory is read when it is asked for, so that a tree of values costs what is looked at. */
public final class Value {
    private final EvaluationContext setting;
    private final CType type;
    private final Storage storage;
    private final Optional<String> name;
    private final int bitOffset;
    private final int bitSize;
    private final DisplayFormat format;

    Value(EvaluationContext setting, CType type, Storage storage, Optional<String> name) {
        this(setting, type, storage, name, 0, 0, DisplayFormat.NATURAL);
    }

    private Value(
            EvaluationContext setting,
            CType type,
            Storage storage,
            Optional<String> name,
            int bitOffset,
            int bitSize,
            DisplayFormat format) {
        this.setting = setting;
        this.type = type;
        this.storage = storage;
        this.name = name;
        this.bitOffset = bitOffset;
        this.bitSize = bitSize;
        this.format = format;
    }

    /** A part of a value, and its name in a tree: {@code next}, {@code [3]}, {@code *p}. */
    public record Child(String name, Value value) {}

    public CType type() {
        return type;
    }

    /** The value in one line, also when it cannot be read: then the reason in angle brackets. */
    public String display() {
        return Display.of(this);
    }

    /** The same value, shown otherwise; passes on to children. */
    public Value as(DisplayFormat other) {
        return new Value(setting, type, storage, name, bitOffset, bitSize, other);
    }

    /** Whether {@link #children} may have some; reads no memory. */
    public boolean hasChildren() {
        return Children.exist(this);
    }

    /** Members, elements, or what a pointer points to. */
    public List<Child> children() {
        return Children.of(this);
    }

    /** An expression that gives this value in the same frame. */
    public Optional<String> evaluateName() {
        return name;
    }

    /** Where the value itself is in memory: what {@code &} gives and a data breakpoint watches. */
    public OptionalLong address() {
        return storage.address();
    }

    /** What a memory view of this value should show: what a pointer points to, else the value itself. */
    public OptionalLong memoryReference() {
        if (!Kinds.isPointer(type)) {
            return address();
        }
        try {
            return OptionalLong.of(bits());
        } catch (EvalException e) {
            return OptionalLong.empty();
        }
    }

    /** As an integer: for conditions, addresses and indices. */
    public long asLong() {
        if (Kinds.isFloating(type)) {
            return (long) real();
        }
        return decayed().bits();
    }

    /** Whether it counts as true in a condition. */
    public boolean isTrue() {
        return Kinds.isFloating(type) ? real() != 0 : asLong() != 0;
    }

    /** What it takes to give the value that the text (an expression) has; this value remains what it was. */
    public List<Write> assign(String text) {
        return AssignmentPlan.of(this, text);
    }

    EvaluationContext setting() {
        return setting;
    }

    Storage storage() {
        return storage;
    }

    DisplayFormat format() {
        return format;
    }

    int bitSize() {
        return bitSize;
    }

    int bitOffset() {
        return bitOffset;
    }

    /** The bytes of the whole value. */
    byte[] bytes() {
        return storage.read((int) type.size());
    }

    /** The bits of an integer, enumeration or pointer, extended to 64 as its type says. */
    long bits() {
        if (!Kinds.isInteger(type) && !Kinds.isPointer(type)) {
            throw new EvalException("A value of type %s is not a number.".formatted(type.text()));
        }
        boolean isSigned = Kinds.isSigned(type);
        if (bitSize == 0) {
            return Numbers.extend(Numbers.unsigned(bytes()), (int) (8 * type.size()), isSigned);
        }
        long raw = Numbers.unsigned(storage.read((bitOffset + bitSize + 7) / 8)) >>> bitOffset;
        return Numbers.extend(raw, bitSize, isSigned);
    }

    /** The value of a number as a floating one. */
    double real() {
        if (!Kinds.isFloating(type)) {
            long bits = bits();
            return bits < 0 && !Kinds.isSigned(type) ? (bits >>> 1) * 2.0 + (bits & 1) : bits;
        }
        long bits = Numbers.unsigned(bytes());
        return type.size() == 4 ? Float.intBitsToFloat((int) bits) : Double.longBitsToDouble(bits);
    }

    /** Arrays as pointers to their first element and functions as pointers to themselves [C11 6.3.2.1]. */
    Value decayed() {
        CType plain = type.plain();
        boolean isArray = plain instanceof CType.Array;
        if (!isArray && !(plain instanceof CType.Function)) {
            return this;
        }
        CType target = isArray ? ((CType.Array) plain).element() : plain;
        return setting.integer(setting.pointerTo(target), addressOrFail());
    }

    long addressOrFail() {
        return address().orElseThrow(() -> new EvalException("The value is not in memory and has no address."));
    }

    /** A part of this value: a member or an element. */
    Value part(CType partType, long offset, Optional<String> partName) {
        return new Value(setting, partType, storage.from(offset), partName, 0, 0, format);
    }

    Value member(CType.Member member, Optional<String> memberName) {
        return new Value(
                setting,
                member.type(),
                storage.from(member.offset()),
                memberName,
                member.bitOffset(),
                member.bitSize(),
                format);
    }

    /** What this pointer points to. */
    Value target(Optional<String> targetName) {
        CType target = ((CType.Pointer) type.plain()).target();
        return setting.inMemory(target, bits(), targetName).as(format);
    }

    Value named(String other) {
        return new Value(setting, type, storage, Optional.of(other), bitOffset, bitSize, format);
    }
}
