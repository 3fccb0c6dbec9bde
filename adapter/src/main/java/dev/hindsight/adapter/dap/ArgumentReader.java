package dev.hindsight.adapter.dap;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads the untyped arguments of launch and attach; what does not fit is a sentence. */
record ArgumentReader(String request, Map<String, Object> given) {
    Optional<String> text(String name) {
        Optional<String> text = anyText(name);
        if (text.isPresent() && text.get().isBlank()) {
            throw wrong(name, "a string");
        }
        return text;
    }

    /** A text that may be empty. */
    Optional<String> anyText(String name) {
        Object value = given.get(name);
        if (value == null) {
            return Optional.empty();
        }
        if (!(value instanceof String text)) {
            throw wrong(name, "a string");
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

    List<String> texts(String name) {
        Object value = given.get(name);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof List<?> list) || !list.stream().allMatch(String.class::isInstance)) {
            throw wrong(name, "a list of strings");
        }
        return list.stream().map(String.class::cast).toList();
    }

    OptionalInt port(String name) {
        return number(name, 0, 0xffff, "a port");
    }

    OptionalInt number(String name, int least, int most) {
        return number(name, least, most, "a number");
    }

    private OptionalInt number(String name, int least, int most, String what) {
        Object value = given.get(name);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!(value instanceof Number number)
                || number.doubleValue() != number.intValue()
                || number.intValue() < least
                || number.intValue() > most) {
            throw wrong(name, "%s from %d to %d".formatted(what, least, most));
        }
        return OptionalInt.of(number.intValue());
    }

    private RequestException wrong(String name, String wanted) {
        return new RequestException("%s: \"%s\" must be %s.".formatted(request, name, wanted));
    }
}
