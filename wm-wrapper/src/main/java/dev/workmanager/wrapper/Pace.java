package dev.workmanager.wrapper;

import dev.workmanager.protocol.ExchangeRequest;
import dev.workmanager.protocol.HandedItem;
import java.util.concurrent.TimeUnit;

/**
 * How many items are taken at once: so many as take about a second, or less, going by what the last ones took, so that nobody holds for
 * long what others could do. Begins small; after a misfortune one at a time, so that the guilty one is found. For one thread.
 */
final class Pace {
    private static final long GOAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** What was quick so far says little about much more of it. */
    private static final int GROWTH = 4;
    /** The data of what is taken at once stay below this if it is like what came before. */
    private static final long MOST_DATA = 8 << 20;

    private static final long LEAST_DATA = 2 << 10;

    private final long goalNanos;
    private final int most;
    private int size;
    private long longest;

    private Pace(long goalNanos, int most, int size) {
        this.goalNanos = goalNanos;
        this.most = most;
        this.size = size;
    }

    /** @param most the size, once all goes well; {@link Calls#AUTO} for what takes a second */
    static Pace of(int most) {
        return most == Calls.AUTO
                ? new Pace(GOAL_NANOS, ExchangeRequest.MAX_TAKE, 1)
                : new Pace(Long.MAX_VALUE, most, most);
    }

    /** So many as take some milliseconds, and never more than a number. */
    static Pace of(long goalMillis, int most) {
        return new Pace(TimeUnit.MILLISECONDS.toNanos(goalMillis), most, 1);
    }

    /** How many may be held at once. */
    int size() {
        long byData = Math.max(1, MOST_DATA / Math.max(LEAST_DATA, GROWTH * longest));
        return (int) Math.min(Math.min(size, byData), ExchangeRequest.MAX_TAKE);
    }

    /** So many were worked on, one after the other, in so many nanoseconds. */
    void took(int items, long nanos) {
        if (items > 0) {
            int grown = Math.min(most, size * GROWTH);
            size = (int) Math.min(grown, Math.max(1, goalNanos / Math.max(1, nanos / items)));
        }
    }

    /** An item came. */
    void saw(HandedItem item) {
        String data = item.data();
        longest = Math.max(longest, data == null ? 0 : data.length());
    }

    /** Something went wrong with several in hand. */
    void stumbled() {
        size = 1;
    }
}
