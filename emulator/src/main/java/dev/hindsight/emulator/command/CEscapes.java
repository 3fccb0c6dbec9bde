package dev.hindsight.emulator.command;

import dev.hindsight.emulator.machine.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text with the escapes of C's strings. */
final class CEscapes {
    private static final String NAMES = "abtnvfr";

    private CEscapes() {}

    static Bytes bytes(String text) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < text.length(); ) {
            if (text.charAt(at) == '\\' && at + 1 < text.length()) {
                at = escape(text, at + 1, bytes);
            } else {
                int point = text.codePointAt(at);
                bytes.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
                at += Character.charCount(point);
            }
        }
        return Bytes.of(bytes.toByteArray());
    }

    /** Takes the escape whose first letter is at {@code at}; returns where the text goes on. */
    private static int escape(String text, int at, ByteArrayOutputStream bytes) {
        char letter = text.charAt(at);
        if (letter == 'x') {
            return digits(text, at + 1, 2, 16, bytes);
        }
        if (letter >= '0' && letter <= '7') {
            return digits(text, at, 3, 8, bytes);
        }
        int control = NAMES.indexOf(letter);
        bytes.write(control >= 0 ? 7 + control : letter == 'e' ? 27 : letter);
        return at + 1;
    }

    private static int digits(String text, int from, int most, int radix, ByteArrayOutputStream bytes) {
        int value = 0;
        int at = from;
        while (at < text.length() && at < from + most && Character.digit(text.charAt(at), radix) >= 0) {
            value = value * radix + Character.digit(text.charAt(at), radix);
            at++;
        }
        if (at == from) {
            throw new CommandException("\\x needs hexadecimal digits.");
        }
        bytes.write(value);
        return at;
    }
}
