package dev.hindsight.emulator.state;

/**
 * The fields of a {@link Stateful} as bytes that outlive the process. They begin with a fingerprint of the fields' names,
 * so that only something of the same layout takes them back.
 */
public final class PortableState {
    private PortableState() {}

    public static byte[] write(Stateful state) {
        Writer writer = new Writer();
        state.visit(writer);
        return new Packer().fixed(layout(state)).bytes(writer.fields.toArray()).toArray();
    }

    /** Makes {@code state} what was written; throws {@link StateException} where it has other fields. */
    public static void read(byte[] bytes, Stateful state) {
        Unpacker unpacker = new Unpacker(bytes);
        if (unpacker.fixed() != layout(state)) {
            throw new StateException(
                    "It was made by a machine with different parts, or by another version of Hindsight.");
        }
        Unpacker fields = new Unpacker(unpacker.bytes());
        state.visit(new Reader(fields));
        if (!fields.isEmpty() || !unpacker.isEmpty()) {
            throw new StateException("It is longer than the machine's state.");
        }
    }

    private static long layout(Stateful state) {
        Layout layout = new Layout();
        state.visit(layout);
        return layout.fingerprint;
    }

    private static final class Layout implements StateVisitor {
        private long fingerprint;

        @Override
        public long number(String name, long value) {
            fingerprint = StateHash.mix(fingerprint + name.hashCode());
            return value;
        }

        @Override
        public byte[] bytes(String name, byte[] value) {
            fingerprint = StateHash.mix(~fingerprint + name.hashCode());
            return value;
        }
    }

    private static final class Writer implements StateVisitor {
        private final Packer fields = new Packer();

        @Override
        public long number(String name, long value) {
            fields.number(value);
            return value;
        }

        @Override
        public byte[] bytes(String name, byte[] value) {
            fields.bytes(value);
            return value;
        }
    }

    private static final class Reader implements StateVisitor {
        private final Unpacker fields;

        private Reader(Unpacker fields) {
            this.fields = fields;
        }

        @Override
        public long number(String name, long value) {
            return fields.number();
        }

        @Override
        public byte[] bytes(String name, byte[] value) {
            return fields.bytes();
        }
    }
}
