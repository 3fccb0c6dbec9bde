package dev.hindsight.adapter.eval;

import java.util.Locale;

/** Numbers and characters as C writes them [C11 6.4.4]. */
final class Literals {
    private Literals() {}

    static boolean isFloating(String text) {
        return !isPrefixed(text) && text.matches(".*[.eE].*") && !text.startsWith("'");
    }

    private static boolean isPrefixed(String text) {
        return text.regionMatches(true, 0, "0x", 0, 2) || text.regionMatches(true, 0, "0b", 0, 2);
    }

    /** The bits of an integer, without its suffix. */
    static long integer(String text) {
        String digits = text.replaceAll("[uUlL]+$", "");
        try {
            if (digits.regionMatches(true, 0, "0x", 0, 2)) {
                return Long.parseUnsignedLong(digits.substring(2), 16);
            }
            if (digits.regionMatches(true, 0, "0b", 0, 2)) {
                return Long.parseUnsignedLong(digits.substring(2), 2);
            }
            boolean octal = digits.length() > 1 && digits.startsWith("0");
            return Long.parseUnsignedLong(digits, octal ? 8 : 10);
        } catch (NumberFormatException e) {
            throw new EvalException("\"%s\" is not a number of at most 64 bits.".formatted(text));
        }
    }

    /** The type of an integer literal, by value, base and suffix [C11 6.4.4.1]. */
    static String typeOf(String text, int longSize) {
        long value = integer(text);
        String suffix = text.toLowerCase(Locale.ROOT).replaceAll("^(0x[0-9a-f]+?|[0-9]+?)([ul]*)$", "$2");
        boolean mayBeUnsigned = suffix.contains("u") || isPrefixed(text) || text.startsWith("0");
        boolean mustBeUnsigned = suffix.contains("u");
        for (String type : new String[] {"int", "long", "long long"}) {
            int bits = 8 * (type.equals("int") ? 4 : type.equals("long") ? longSize : 8);
            boolean longEnough = !suffix.contains("l") || !type.equals("int");
            if (longEnough && !mustBeUnsigned && value >= 0 && value <= (-1L >>> 65 - bits)) {
                return type;
            }
            if (longEnough && mayBeUnsigned && (bits == 64 || value >>> bits == 0)) {
                return "unsigned " + type;
            }
        }
        return "unsigned long long";
    }

    /** The value of a character literal. */
    static int character(String quoted) {
        String body = quoted.substring(1, quoted.length() - 1);
        if (!body.startsWith("\\")) {
            return body.charAt(0);
        }
        char escape = body.charAt(1);
        int known = "abfnrtv0".indexOf(escape);
        if (escape == 'x' && body.length() > 2) {
            return Integer.parseInt(body.substring(Math.max(2, body.length() - 2)), 16);
        }
        if (body.length() > 2) {
            return body.substring(1).matches("[0-7]{1,3}")
                    ? Integer.parseInt(body.substring(1), 8) & 0xFF
                    : unknown(quoted);
        }
        return known < 0 ? escape : "\u0007\b\f\n\r\t\u000b\0".charAt(known);
    }

    private static int unknown(String quoted) {
        throw new EvalException("%s is not a character.".formatted(quoted));
    }
}
