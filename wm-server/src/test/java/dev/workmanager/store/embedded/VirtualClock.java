package dev.workmanager.store.embedded;

import java.time.Instant;
import java.time.InstantSource;

/** The time of day and the monotonic clock of one process; both stand still until somebody lets time go by. */
final class VirtualClock implements InstantSource {
    private long wallMillis;
    private long nanos;

    /**
     * A clock.
     *
     * @param wallMillis the time of day
     * @param nanos where the monotonic clock of this process stands
     */
    VirtualClock(long wallMillis, long nanos) {
        this.wallMillis = wallMillis;
        this.nanos = nanos;
    }

    /** The clock of another process that starts now. */
    VirtualClock ofNextStart() {
        return new VirtualClock(wallMillis, nanos / 2 - 1);
    }

    /** Somebody sets the time of day. */
    void set(long byMillis) {
        wallMillis += byMillis;
    }

    void pass(long millis) {
        wallMillis += millis;
        nanos += millis * 1_000_000;
    }

    long nanos() {
        return nanos;
    }

    @Override
    public long millis() {
        return wallMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(wallMillis);
    }
}
