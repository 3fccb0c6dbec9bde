package dev.hindsight.adapter.eval;

import dev.hindsight.adapter.symbols.CType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A value with its type; memory is read when it is asked for, so that a tree of values costs what is looked at. */
public interface Value {
    CType type();

    /** The value in one line, also when it cannot be read: then the reason in angle brackets. */
    String display();

    /** The same value, shown otherwise; passes on to children. */
    Value as(Format format);

    /** Whether {@link #children} will have some. */
    boolean hasChildren();

    /** Members, elements, or what a pointer points to. */
    List<Child> children();

    /** An expression that gives this value in the same frame. */
    Optional<String> evaluateName();

    /** Where the value itself is in memory: what {@code &} gives and a data breakpoint watches. */
    OptionalLong address();

    /** What a memory view of this value should show: what a pointer points to, else the value itself. */
    OptionalLong memoryReference();

    /** As an integer: for conditions, addresses and indices. */
    long asLong();

    /** What it takes to give the value that the text (an expression) has; this value remains what it was. */
    List<Write> assign(String text);

    /** A part of a value, and its name in a tree: {@code next}, {@code [3]}, {@code *p}. */
    record Child(String name, Value value) {}
}
