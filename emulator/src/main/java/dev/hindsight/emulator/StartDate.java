package dev.hindsight.emulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** The date that a machine's clock shows at reset, as people write it: seconds since 1970, a date, or a date and time. */
public final class StartDate {
    /** 2026-01-01, for every machine that is not told otherwise. */
    public static final long STANDARD = 1_767_225_600L;

    private static final long LATEST = 4L << 32; // nanoseconds since 1970 fit a long up to 2262

    private StartDate() {}

    /** Seconds since 1970; throws {@link GuestException} where {@code text} is no date. */
    public static long parse(String text) {
        long seconds = seconds(text.strip());
        if (seconds < 0 || seconds > LATEST / 2) {
            throw new GuestException("The clock can start from 1970 to 2242, not at " + text + ".");
        }
        return seconds;
    }

    private static long seconds(String text) {
        try {
            if (text.matches("[0-9]{1,18}")) {
                return Long.parseLong(text);
            }
            return text.contains("T")
                    ? Instant.parse(text).getEpochSecond()
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
        } catch (DateTimeException e) {
            throw new GuestException(
                    "\"" + text + "\" is not a date: write 2026-01-31, 2026-01-31T12:00:00Z, or seconds since 1970.");
        }
    }
}
