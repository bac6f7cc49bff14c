package dev.workmanager.client;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How a request is repeated whose answer did not come: after {@code first}, doubled each time up to {@code longest}, each wait
 * shortened by a random part of up to a half, so that workers that lost the manager together do not come back together.
 *
 * @param first the wait after the first failure
 * @param longest what no wait exceeds, unless the manager asks for more
 * @param giveUpAfter after so long without the manager it is given up
 */
public record RetryPolicy(Duration first, Duration longest, Duration giveUpAfter) {
    /** What a manager asks for by {@code Retry-After} is honoured up to this. */
    static final Duration LONGEST_ASKED = Duration.ofMinutes(10);

    /** From 100 ms doubling to 5 s, given up after a time. */
    public static RetryPolicy givingUpAfter(Duration giveUpAfter) {
        return new RetryPolicy(Duration.ofMillis(100), Duration.ofSeconds(5), giveUpAfter);
    }

    /**
     * The wait after a failure, in nanoseconds.
     *
     * @param failures how many there are in a row, from 1
     */
    long nanos(int failures, RandomGenerator random) {
        long longestNanos = longest.toNanos();
        long whole = first.toNanos();
        for (int i = 1; i < failures && whole < longestNanos; i++) {
            whole *= 2;
        }
        whole = Math.min(whole, longestNanos);
        return whole - (long) (whole / 2.0 * random.nextDouble());
    }
}
