package dev.hindsight.adapter.stepping;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Which hits count: {@code 5} (the fifth), {@code > 5}, {@code >= 5}, {@code < 5}, {@code <= 5}, {@code % 5} (each fifth). */
record HitCondition(String operator, long number) {
    private static final Pattern TEXT = Pattern.compile("\\s*(==?|>=?|<=?|%)?\\s*(\\d{1,18})\\s*");

    static Optional<HitCondition> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        if (!matcher.matches() || Long.parseLong(matcher.group(2)) == 0) {
            return Optional.empty();
        }
        String operator = matcher.group(1) == null ? "=" : matcher.group(1);
        return Optional.of(new HitCondition(operator, Long.parseLong(matcher.group(2))));
    }

    /** Whether the hit that is {@code ordinal}-th from the start of history, counted from 1, is meant. */
    boolean accepts(long ordinal) {
        return switch (operator) {
            case ">" -> ordinal > number;
            case ">=" -> ordinal >= number;
            case "<" -> ordinal < number;
            case "<=" -> ordinal <= number;
            case "%" -> ordinal % number == 0;
            default -> ordinal == number;
        };
    }
}
