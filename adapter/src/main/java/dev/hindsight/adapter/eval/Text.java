package dev.hindsight.adapter.eval;

/** Characters and strings as C writes them. */
final class Text {
    static final int MAX_LENGTH = 200;

    private Text() {}

    /** In single quotes. */
    static String character(int code) {
        return "'" + (code == '\'' ? "\\'" : code == '"' ? "\"" : escaped(code)) + "'";
    }

    /** The whole array without the zeros that end it, in double quotes. */
    static String ofArray(byte[] bytes) {
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == 0) {
            length--;
        }
        return quoted(bytes, length);
    }

    /** Up to the first zero, in double quotes. */
    static String terminated(byte[] bytes) {
        int length = 0;
        while (length < bytes.length && bytes[length] != 0) {
            length++;
        }
        return quoted(bytes, length);
    }

    private static String quoted(byte[] bytes, int length) {
        var text = new StringBuilder("\"");
        int shown = Math.min(length, MAX_LENGTH);
        for (int index = 0; index < shown; index++) {
            text.append(escaped(bytes[index] & 0xFF));
        }
        return text.append(shown < length || length == MAX_LENGTH ? "\"..." : "\"")
                .toString();
    }

    private static String escaped(int code) {
        int known = "\u0007\b\t\n\u000b\f\r".indexOf(code);
        if (known >= 0) {
            return "\\" + "abtnvfr".charAt(known);
        }
        if (code == '"' || code == '\\') {
            return "\\" + (char) code;
        }
        if (code == 0) {
            return "\\0";
        }
        return code < ' ' || code > '~' ? "\\%03o".formatted(code) : String.valueOf((char) code);
    }
}
