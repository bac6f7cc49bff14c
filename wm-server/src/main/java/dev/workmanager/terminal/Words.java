package dev.workmanager.terminal;

import dev.workmanager.model.Durations;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Times and sizes as people read them.
 *
 * @param wall the time of day
 * @param zone in which people read times
 */
public record Words(InstantSource wall, ZoneId zone) {
    private static final long UNIT = 1024;

    /** How long ago that was: {@code 5s}, {@code 2h3m}. Nothing for a time that is not known. */
    public String age(@Nullable String time) {
        if (time == null) {
            return "";
        }
        Duration age = Duration.between(Instant.parse(time), wall.instant());
        return age.isNegative() ? "0s" : Progress.coarse(age);
    }

    /** How long until then; nothing for a time that is not known or over. */
    public String until(@Nullable String time) {
        Duration left = time == null ? Duration.ZERO : Duration.between(wall.instant(), Instant.parse(time));
        return left.isNegative() || left.isZero() ? "" : Progress.coarse(left.plusMillis(999));
    }

    /** The time of day, with the date where it is not today's. */
    public String clock(String time) {
        var then = Instant.parse(time).atZone(zone);
        boolean today = then.toLocalDate().equals(wall.instant().atZone(zone).toLocalDate());
        return then.format(DateTimeFormatter.ofPattern(today ? "HH:mm:ss" : "yyyy-MM-dd HH:mm:ss"));
    }

    /** How long something took, or takes until now: to the millisecond while that is short. */
    public String length(String from, @Nullable String to) {
        Instant end = to == null ? wall.instant() : Instant.parse(to);
        Duration length = Duration.between(Instant.parse(from), end);
        if (length.isNegative()) {
            return "0s";
        }
        return length.toSeconds() < 10 ? Durations.format(length) : Progress.coarse(length);
    }

    /** With its thousands apart. */
    public static String number(long number) {
        return Progress.number(number);
    }

    /** {@code 1 item}, {@code 2,000 items}. */
    public static String count(long count, String thing) {
        return number(count) + " " + thing + (count == 1 ? "" : "s");
    }

    /** {@code 312}, {@code 4.1K}, {@code 23M}: bytes. */
    public static String size(@Nullable Long bytes) {
        if (bytes == null) {
            return "";
        }
        double size = bytes;
        int unit = -1;
        while (size >= UNIT && unit < 4) {
            size /= UNIT;
            unit++;
        }
        return unit < 0
                ? Long.toString(bytes)
                : String.format(Locale.ROOT, size < 10 ? "%.1f" : "%.0f", size) + "KMGTP".charAt(unit);
    }

    /** The last line with anything on it. */
    public static String lastLine(@Nullable String text) {
        String last = "";
        for (String line : text == null ? new String[0] : text.split("\\R", -1)) {
            last = line.isBlank() ? last : line.strip();
        }
        return last;
    }
}
