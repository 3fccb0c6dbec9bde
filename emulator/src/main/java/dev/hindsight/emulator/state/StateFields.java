package dev.hindsight.emulator.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of a {@link Stateful} by name, for who wants to compare or show them. */
public final class StateFields implements StateVisitor {
    private static final int SHOWN = 16;

    private final List<Field> fields = new ArrayList<>();

    /** A number, or else an array. */
    public static final class Field {
        private final String name;
        private final long number;
        private final byte @Nullable [] bytes;

        private Field(String name, long number, byte @Nullable [] bytes) {
            this.name = name;
            this.number = number;
            this.bytes = bytes;
        }

        /** Elements of arrays of numbers have their index in it. */
        public String name() {
            return name;
        }

        public boolean hasValueOf(Field other) {
            return number == other.number && Arrays.equals(bytes, other.bytes);
        }

        /** In hexadecimal; of a number the bits in {@code mask}, of a long array the last bytes. */
        public String text(long mask) {
            if (bytes == null) {
                return "0x" + Long.toHexString(number & mask);
            }
            int from = Math.max(0, bytes.length - SHOWN);
            String end = HexFormat.ofDelimiter(" ").formatHex(bytes, from, bytes.length);
            return bytes.length + " bytes" + (bytes.length == 0 ? "" : ": " + (from > 0 ? "... " : "") + end);
        }
    }

    /** In the order of visiting; the same ones for every {@code state} of a kind. */
    public static List<Field> of(Stateful state) {
        StateFields visitor = new StateFields();
        state.visit(visitor);
        return visitor.fields;
    }

    @Override
    public long number(String name, long value) {
        fields.add(new Field(name, value, null));
        return value;
    }

    @Override
    public byte[] bytes(String name, byte[] value) {
        fields.add(new Field(name, 0, value));
        return value;
    }

    @Override
    public void numbers(String name, long[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            number(name + "[" + i + "]", values[i]);
        }
    }
}
