package dev.hindsight.adapter.dap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;

/** Numbers for what the client may ask about until the machine moves; no number is ever used twice. */
final class Handles<T> {
    private final Map<Integer, T> known = new HashMap<>();
    private int last;

    int add(T thing) {
        known.put(++last, thing);
        return last;
    }

    /** A thing that knows its own number. */
    T add(IntFunction<T> thing) {
        T numbered = thing.apply(++last);
        known.put(last, numbered);
        return numbered;
    }

    /** What a number that was given stands for from now on. */
    void replace(int number, T thing) {
        known.put(number, thing);
    }

    Optional<T> get(int number) {
        return Optional.ofNullable(known.get(number));
    }

    void forgetAll() {
        known.clear();
    }
}
