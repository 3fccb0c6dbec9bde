package dev.hindsight.emulator.state;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The saved fields of a {@link Stateful}. */
public final class StateImage {
    private final long[] numbers;
    private final List<byte[]> arrays;

    private StateImage(long[] numbers, List<byte[]> arrays) {
        this.numbers = numbers;
        this.arrays = arrays;
    }

    public static StateImage of(Stateful state) {
        Saver saver = new Saver();
        state.visit(saver);
        return new StateImage(Arrays.copyOf(saver.numbers, saver.count), List.copyOf(saver.arrays));
    }

    public void restore(Stateful state) {
        state.visit(new Loader());
    }

    /** Bytes of memory that this takes, roughly. */
    public long size() {
        return 64
                + 8L * numbers.length
                + arrays.stream().mapToLong(array -> 16 + array.length).sum();
    }

    private static final class Saver implements StateVisitor {
        private long[] numbers = new long[64];
        private int count;
        private final List<byte[]> arrays = new ArrayList<>();

        @Override
        public long number(String name, long value) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = value;
            return value;
        }

        @Override
        public byte[] bytes(String name, byte[] value) {
            arrays.add(value);
            return value;
        }
    }

    private final class Loader implements StateVisitor {
        private int number;
        private int array;

        @Override
        public long number(String name, long value) {
            return numbers[number++];
        }

        @Override
        public byte[] bytes(String name, byte[] value) {
            return arrays.get(array++);
        }
    }
}
