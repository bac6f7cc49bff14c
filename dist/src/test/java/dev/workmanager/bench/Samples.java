package dev.workmanager.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Times in nanoseconds, all of them: nothing is lost in classes, and nothing is copied while there is something to be measured. */
final class Samples {
    private static final int BLOCK = 1 << 16;

    private final List<long[]> blocks = new ArrayList<>();
    private long[] sorted = {};
    private int size;

    void add(long nanos) {
        if (size % BLOCK == 0) {
            blocks.add(new long[BLOCK]);
        }
        blocks.get(size / BLOCK)[size % BLOCK] = nanos;
        size++;
    }

    int size() {
        return size;
    }

    /** The time within which so many of a thousand were, in milliseconds. */
    double millis(double permille) {
        if (size == 0) {
            return Double.NaN;
        }
        if (sorted.length != size) {
            sorted = sorted();
        }
        return sorted[(int) Math.min(size - 1, (long) (size * permille / 1_000))] / 1e6;
    }

    private long[] sorted() {
        long[] all = new long[size];
        for (int from = 0; from < size; from += BLOCK) {
            System.arraycopy(blocks.get(from / BLOCK), 0, all, from, Math.min(BLOCK, size - from));
        }
        Arrays.sort(all);
        return all;
    }
}
