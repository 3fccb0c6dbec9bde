package dev.hindsight.emulator.state;

/** Sees each field of a {@link Stateful} and may replace it: {@code pc = visitor.number("pc", pc)}. */
public interface StateVisitor {
    long number(String name, long value);

    /** An immutable array of any length; the visitor does not copy it. */
    byte[] bytes(String name, byte[] value);

    default boolean flag(String name, boolean value) {
        return number(name, value ? 1 : 0) != 0;
    }

    default int small(String name, int value) {
        return (int) number(name, value);
    }

    /** Elements {@code from} (inclusive) to {@code to}, in place. */
    default void numbers(String name, long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = number(name, values[i]);
        }
    }
}
