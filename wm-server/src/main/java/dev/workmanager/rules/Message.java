package dev.workmanager.rules;

import dev.workmanager.protocol.Report;
import org.jspecify.annotations.Nullable;

/**
 * A report, as it is kept. Of many the last ones are: {@value #MAX_KEPT}, with {@value #MAX_KEPT_CHARACTERS} characters at most.
 *
 * @param number rises by one with each message
 * @param at when it came, in milliseconds since the epoch
 * @param report what it says
 */
public record Message(long number, long at, Report report) {
    /** So many are kept at most. */
    public static final int MAX_KEPT = 10_000;
    /** So many characters all that are kept have at most, together. */
    public static final int MAX_KEPT_CHARACTERS = 1 << 20;

    /** How many characters it has. */
    public int characters() {
        return report.worker().length()
                + report.event().length()
                + length(report.group())
                + length(report.content())
                + length(report.key());
    }

    private static int length(@Nullable String text) {
        return text == null ? 0 : text.length();
    }
}
