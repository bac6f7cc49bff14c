package dev.workmanager.model;

import java.time.Duration;

/**
 * How long a failed item waits before it is tried again: {@code first}, doubled with each further failure up to {@code
 * longest}, then shortened by a random part of at most a half, so that items that failed together do not come back
 * together.
 *
 * @param first the wait after the first failure; zero for none
 * @param longest what no wait exceeds
 */
public record Backoff(Duration first, Duration longest) {
    /** No wait exceeds this. */
    public static final Duration MAX = Duration.ofDays(365);

    /** One second, doubling to one minute. */
    public static final Backoff DEFAULT = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1));

    /**
     * @throws IllegalArgumentException if a duration is negative, {@code longest} the shorter one, or more than a year
     */
    public Backoff {
        if (first.isNegative() || longest.compareTo(first) < 0 || longest.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "a backoff goes from 0 s up, its longest wait is no shorter than its first"
                            + " and at most a year; not " + first + " to " + longest);
        }
    }

    /**
     * The wait after a failure, in milliseconds.
     *
     * @param failures how many failures there are now, from 1
     * @param random 32 random bits
     */
    public long millis(int failures, int random) {
        long limit = longest.toMillis();
        int doublings = Math.min(failures - 1, 62);
        long whole = Math.min(
                limit, first.toMillis() << Math.min(doublings, Long.numberOfLeadingZeros(first.toMillis()) - 1));
        return whole - (long) (whole / 2.0 * (Integer.toUnsignedLong(random) / 4294967296.0));
    }
}
