package dev.workmanager.wrapper;

import dev.workmanager.protocol.ExchangeRequest;
import java.util.concurrent.TimeUnit;

/**
 * How many items are taken at once: so many as take about a second, going by what the last ones took, so that nobody holds for long
 * what others could do. Begins small; after a misfortune one at a time, so that the guilty one is found. For one thread.
 */
final class Pace {
    private static final long GOAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What was quick so far says little about much more of it. */
    private static final int GROWTH = 4;
    /** The data of what is taken at once stay below this if it is like what came before. */
    private static final long MOST_DATA = 8 << 20;

    private static final long LEAST_DATA = 2 << 10;

    private final int fixed;
    private int size;
    private long longest;

    /** @param most the size, once all goes well; {@link Calls#AUTO} for what takes a second */
    Pace(int most) {
        this.fixed = most;
        this.size = most == Calls.AUTO ? 1 : most;
    }

    /** How many may be held at once. */
    int size() {
        long byData = Math.max(1, MOST_DATA / Math.max(LEAST_DATA, GROWTH * longest));
        return (int) Math.min(Math.min(size, byData), ExchangeRequest.MAX_TAKE);
    }

    /** So many were worked on, one after the other, in so many nanoseconds. */
    void took(int items, long nanos) {
        if (items > 0) {
            int grown = Math.min(ExchangeRequest.MAX_TAKE, size * GROWTH);
            long fitting = Math.max(1, GOAL_NANOS / Math.max(1, nanos / items));
            size = (int) Math.min(grown, fixed == Calls.AUTO ? fitting : fixed);
        }
    }

    /** An item came with so many characters of data. */
    void saw(int characters) {
        longest = Math.max(longest, characters);
    }

    /** Something went wrong with several in hand. */
    void stumbled() {
        size = 1;
    }
}
