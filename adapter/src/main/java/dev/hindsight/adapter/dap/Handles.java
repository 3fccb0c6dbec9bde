package dev.hindsight.adapter.dap;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Numbers for what the client may ask about until the machine moves; no number is ever used twice. */
final class Handles<T> {
    private final Map<Integer, T> known = new HashMap<>();
    private int last;

    int add(T thing) {
        known.put(++last, thing);
        return last;
    }

    Optional<T> get(int number) {
        return Optional.ofNullable(known.get(number));
    }

    void forgetAll() {
        known.clear();
    }
}
