package dev.workmanager.model;

import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Durations as people write them: whole numbers, each with a unit: {@code 500ms}, {@code 30s}, {@code 10m}, {@code 2h}, {@code 1d}, {@code 1m30s}. */
public final class Durations {
    private static final String HOW = ": write a number and a unit, as 500ms, 30s, 10m, 2h or 1d";

    private Durations() {}

    /**
     * Reads a duration; the larger unit comes first, none comes twice, and {@code 0} needs none.
     *
     * @throws IllegalArgumentException if the text is none; the message is a sentence that quotes it and says how to write one
     */
    public static Duration parse(String text) {
        String rest = text.strip().toLowerCase(Locale.ROOT);
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        Unit previous = null;
        long millis = 0;
        do {
            int digits = digits(rest);
            String unitText = letters(rest, digits);
            Unit unit = Unit.of(unitText);
            if (digits == 0 || unit == null || previous != null && unit.compareTo(previous) >= 0) {
                throw new IllegalArgumentException(refusal(text, digits, unitText));
            }
            millis = sum(millis, rest.substring(0, digits), unit, text);
            previous = unit;
            rest = rest.substring(digits + unitText.length());
        } while (!rest.isEmpty());
        return Duration.ofMillis(millis);
    }

    /** The text form, which {@link #parse} reads back: {@code 90s} is {@code 1m30s}; what is finer than a millisecond is cut off. */
    public static String format(Duration duration) {
        long rest = duration.toMillis();
        StringBuilder text = new StringBuilder();
        Unit[] units = Unit.values();
        for (int i = units.length - 1; i >= 0; i--) {
            long count = rest / units[i].millis;
            if (count > 0) {
                text.append(count).append(units[i].text);
                rest -= count * units[i].millis;
            }
        }
        return text.isEmpty() ? "0s" : text.toString();
    }

    private static int digits(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
            end++;
        }
        return end;
    }

    private static String letters(String text, int from) {
        int end = from;
        while (end < text.length() && text.charAt(end) >= 'a' && text.charAt(end) <= 'z') {
            end++;
        }
        return text.substring(from, end);
    }

    private static String refusal(String text, int digits, String unit) {
        boolean bareNumber =
                digits > 0 && unit.isEmpty() && digits == text.strip().length();
        return "'" + text + "' " + (bareNumber ? "has no unit" : "is not a duration") + HOW;
    }

    private static long sum(long millis, String digits, Unit unit, String text) {
        try {
            return Math.addExact(millis, Math.multiplyExact(Long.parseLong(digits), unit.millis));
        } catch (ArithmeticException | NumberFormatException tooLong) {
            throw new IllegalArgumentException("'" + text + "' is longer than any duration can be", tooLong);
        }
    }

    /** From the smallest to the largest. */
    private enum Unit {
        MILLISECOND("ms", 1),
        SECOND("s", 1_000),
        MINUTE("m", 60_000),
        HOUR("h", 3_600_000),
        DAY("d", 86_400_000);

        private final String text;
        private final long millis;

        Unit(String text, long millis) {
            this.text = text;
            this.millis = millis;
        }

        static @Nullable Unit of(String text) {
            for (Unit unit : values()) {
                if (unit.text.equals(text)) {
                    return unit;
                }
            }
            return null;
        }
    }
}
