package dev.hindsight.emulator.state;

/** Folds the fields of a {@link Stateful} into 64 bits. */
public final class StateHash implements StateVisitor {
    private long hash;

    public static long of(Stateful state) {
        StateHash hash = new StateHash();
        state.visit(hash);
        return hash.hash;
    }

    @Override
    public long number(String name, long value) {
        hash = mix(hash + value);
        return value;
    }

    @Override
    public byte[] bytes(String name, byte[] value) {
        number(name, value.length);
        for (byte each : value) {
            number(name, each);
        }
        return value;
    }

    /** A bijection that spreads every bit over all others (the finalizer of splitmix64). */
    public static long mix(long value) {
        long spread = value + 0x9e3779b97f4a7c15L;
        spread = (spread ^ spread >>> 30) * 0xbf58476d1ce4e5b9L;
        spread = (spread ^ spread >>> 27) * 0x94d049bb133111ebL;
        return spread ^ spread >>> 31;
    }
}
