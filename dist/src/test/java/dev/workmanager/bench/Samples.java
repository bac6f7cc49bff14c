package dev.workmanager.bench;

import java.util.Arrays;

/** Times in nanoseconds, all of them: nothing is lost in classes. */
final class Samples {
    private long[] times = new long[1 << 12];
    private int size;
    private boolean sorted;

    void add(long nanos) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        times[size++] = nanos;
        sorted = false;
    }

    int size() {
        return size;
    }

    /** The time within which so many of a thousand were, in milliseconds. */
    double millis(double permille) {
        if (size == 0) {
            return Double.NaN;
        }
        if (!sorted) {
            Arrays.sort(times, 0, size);
            sorted = true;
        }
        return times[(int) Math.min(size - 1, (long) (size * permille / 1_000))] / 1e6;
    }
}
