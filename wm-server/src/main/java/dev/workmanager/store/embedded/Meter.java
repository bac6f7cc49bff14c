package dev.workmanager.store.embedded;

/** How many a second, over the last minute. Not thread-safe. */
final class Meter {
    private static final int BUCKETS = 12;
    private static final long BUCKET_MILLIS = 5_000;

    private final long[] counts = new long[BUCKETS];
    private final long begun;
    private long bucket;

    /** Begins to count, at a time on any clock that only goes forward, in milliseconds. */
    Meter(long now) {
        begun = now;
        bucket = now / BUCKET_MILLIS;
    }

    void add(long more, long now) {
        goTo(now);
        counts[(int) Math.floorMod(bucket, (long) BUCKETS)] += Math.max(0, more);
    }

    double rate(long now) {
        goTo(now);
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        long inBucket = Math.floorMod(now, BUCKET_MILLIS) + 1;
        long span = Math.min(now - begun + 1, (BUCKETS - 1) * BUCKET_MILLIS + inBucket);
        // In the first moments a few items are no rate yet.
        return sum * 1_000.0 / Math.max(1_000, span);
    }

    private void goTo(long now) {
        long current = now / BUCKET_MILLIS;
        for (long i = Math.max(bucket + 1, current - BUCKETS + 1); i <= current; i++) {
            counts[(int) Math.floorMod(i, (long) BUCKETS)] = 0;
        }
        bucket = Math.max(bucket, current);
    }
}
