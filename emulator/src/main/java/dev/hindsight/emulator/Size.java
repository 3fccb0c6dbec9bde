package dev.hindsight.emulator;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A number of bytes as people write it: {@code 128M}, {@code 1G}, {@code 64K}, or plain bytes. */
public final class Size {
    private static final Pattern TEXT = Pattern.compile("([0-9]{1,18})([KMG]?)");

    private Size() {}

    /** Throws {@link GuestException} with a sentence where {@code text} is no size. */
    public static long parse(String text) {
        Matcher matcher = TEXT.matcher(text.strip().toUpperCase(Locale.ROOT));
        if (!matcher.matches()) {
            throw new GuestException(
                    "\"" + text + "\" is not a size: write bytes, or a number with K, M or G, as in 128M.");
        }
        try {
            return Math.multiplyExact(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
        } catch (ArithmeticException e) {
            throw new GuestException("\"" + text + "\" is too large.");
        }
    }

    /** The shortest form that {@link #parse} reads back. */
    public static String format(long bytes) {
        for (String suffix : new String[] {"G", "M", "K"}) {
            if (bytes != 0 && bytes % unit(suffix) == 0) {
                return bytes / unit(suffix) + suffix;
            }
        }
        return Long.toString(bytes);
    }

    private static long unit(String suffix) {
        return switch (suffix) {
            case "K" -> 1L << 10;
            case "M" -> 1L << 20;
            case "G" -> 1L << 30;
            default -> 1;
        };
    }
}
