package dev.hindsight.emulator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as users write it: {@code 128M}; K, M and G count in 1024s. */
public final class ByteSize {
    private static final Pattern TEXT = Pattern.compile("(\\d{1,10})([KMG]?)");

    private ByteSize() {}

    /** The bytes; throws {@link GuestException} with a sentence that names {@code what} if the text is no size. */
    public static long parse(String what, String text) {
        Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new GuestException("%s \"%s\" is not a size such as 128M.".formatted(what, text));
        }
        return Long.parseLong(matcher.group(1)) << shift(matcher.group(2));
    }

    private static int shift(String unit) {
        return switch (unit) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
    }
}
