package dev.hindsight.adapter.symbols;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A value that is worked out when it is first asked for. */
final class Lazy<T> implements Supplier<T> {
    private @Nullable Supplier<T> source;
    private @Nullable T value;

    private Lazy(Supplier<T> source) {
        this.source = source;
    }

    static <T> Lazy<T> of(Supplier<T> source) {
        return new Lazy<>(source);
    }

    @Override
    public T get() {
        if (value == null) {
            if (source == null) {
                throw new IllegalStateException("A value was asked for while it was being worked out.");
            }
            Supplier<T> work = source;
            source = null;
            try {
                value = work.get();
            } finally {
                source = work;
            }
        }
        return value;
    }
}
