package dev.hindsight.adapter.dap;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the untyped arguments of launch and attach; what does not fit is a sentence. */
record ArgumentReader(String request, Map<String, Object> given) {
    Optional<String> text(String name) {
        Object value = given.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text) || text.isBlank()) {
            throw wrong(name, "a text");
        }
        return Optional.of(text);
    }

    boolean flag(String name) {
        Object value = given.get(name);
        if (value != null && !(value instanceof Boolean)) {
            throw wrong(name, "true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    OptionalInt port(String name) {
        Object value = given.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof Number number)
                || number.doubleValue() != number.intValue()
                || number.intValue() < 0
                || number.intValue() > 0xffff) {
            throw wrong(name, "a port from 0 to 65535");
        }
        return OptionalInt.of(number.intValue());
    }

    private RequestException wrong(String name, String wanted) {
        return new RequestException("%s: \"%s\" must be %s.".formatted(request, name, wanted));
    }
}
