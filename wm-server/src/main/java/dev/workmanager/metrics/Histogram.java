package dev.workmanager.metrics;

import java.util.concurrent.atomic.LongAdder;

/**
 * How often something was how much: a few buckets, counted by whoever does it. Thread-safe; {@link #record} takes some nanoseconds,
 * allocates nothing and waits for nobody.
 */
public final class Histogram {
    private static final double NANOS = 1e-9;
    private static final long MICRO = 1_000;
    private static final long MILLI = 1_000 * MICRO;
    private static final long SECOND = 1_000 * MILLI;

    private static final long[] TIMES = {
        100 * MICRO,
        250 * MICRO,
        500 * MICRO,
        MILLI,
        2 * MILLI + 500 * MICRO,
        5 * MILLI,
        10 * MILLI,
        25 * MILLI,
        50 * MILLI,
        100 * MILLI,
        250 * MILLI,
        500 * MILLI,
        SECOND,
        2 * SECOND + 500 * MILLI,
        5 * SECOND,
        10 * SECOND,
        30 * SECOND
    };

    private final long[] bounds;
    private final double unit;
    private final LongAdder[] counts;
    private final LongAdder sum = new LongAdder();

    private Histogram(double unit, long... bounds) {
        this.unit = unit;
        this.bounds = bounds.clone();
        this.counts = new LongAdder[bounds.length + 1];
        for (int i = 0; i < counts.length; i++) {
            counts[i] = new LongAdder();
        }
    }

    /** Of plain numbers, such as how many or how many bytes. */
    public static Histogram of(long... bounds) {
        return new Histogram(1, bounds);
    }

    /** Of times, which are recorded in nanoseconds and read in seconds: from a tenth of a millisecond to half a minute. */
    public static Histogram ofTimes() {
        return new Histogram(NANOS, TIMES);
    }

    /** It was so much. */
    public void record(long value) {
        int bucket = 0;
        while (bucket < bounds.length && value > bounds[bucket]) {
            bucket++;
        }
        counts[bucket].increment();
        sum.add(value);
    }

    /** What was recorded so far; what comes at the same moment may be in it or not. */
    public Reading read() {
        double[] upTo = new double[bounds.length];
        long[] found = new long[counts.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = counts[i].sum();
        }
        for (int i = 0; i < upTo.length; i++) {
            upTo[i] = unit == NANOS ? bounds[i] / 1e9 : bounds[i];
        }
        return new Reading(upTo, found, sum.sum() * unit);
    }

    /**
     * What was recorded.
     *
     * @param bounds up to how much each bucket goes; the last one has no bound
     * @param counts how many are in each bucket, one more than there are bounds
     * @param sum all together
     */
    public record Reading(double[] bounds, long[] counts, double sum) {
        /** How many there were. */
        public long count() {
            long all = 0;
            for (long count : counts) {
                all += count;
            }
            return all;
        }
    }
}
