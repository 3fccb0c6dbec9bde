package dev.hindsight.emulator.command;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Phrase as they come; a text in quotes is one word, with C's escapes. */
final class Phrase {
    private static final Pattern WORD = Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|\\S+");

    private final Deque<String> words = new ArrayDeque<>();

    Phrase(String text) {
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    Optional<String> peek() {
        return Optional.ofNullable(words.peek());
    }

    /** The next word; {@code what} says what is missing where there is none. */
    String next(String what) {
        if (words.isEmpty()) {
            throw new CommandException(what + " is missing.");
        }
        return words.remove();
    }

    /** Takes the next word if it is this one. */
    boolean take(String word) {
        boolean there = word.equals(words.peek());
        if (there) {
            words.remove();
        }
        return there;
    }

    /** The next word as a text, without its quotes. */
    String text(String what) {
        String word = next(what);
        if (word.length() < 2 || !word.startsWith("\"") || !word.endsWith("\"")) {
            return word;
        }
        try {
            return word.substring(1, word.length() - 1).translateEscapes();
        } catch (IllegalArgumentException e) {
            throw new CommandException(word + " contains an escape sequence that C does not have.");
        }
    }

    /** The next word as a number that is not negative. */
    long number(String what) {
        String word = next(what);
        try {
            return Long.parseUnsignedLong(word);
        } catch (NumberFormatException e) {
            throw new CommandException("'" + word + "' is not a valid " + what.toLowerCase(Locale.ROOT) + ".");
        }
    }
}
