package dev.workmanager.wrapper;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** For how long no slot of a wrapper has had anything to do. Thread-safe. */
final class Idleness {
    private final Optional<Duration> limit;
    private final LongSupplier nanos;
    private int working;
    private long since;

    /** @param limit so long a wrapper stays that has nothing to do */
    Idleness(Optional<Duration> limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
        this.since = nanos.getAsLong();
    }

    /** A slot has something to do. */
    synchronized void begin() {
        working++;
    }

    /** It has nothing more to do. */
    synchronized void end() {
        working--;
        since = nanos.getAsLong();
    }

    /** Whether it has lasted for as long as it may. */
    boolean isOver() {
        return left().isZero();
    }

    /** A time to wait for something to do that is no longer than it may last. */
    Duration within(Duration wait) {
        Duration left = left();
        return left.compareTo(wait) < 0 ? left : wait;
    }

    private synchronized Duration left() {
        if (limit.isEmpty()) {
            return Duration.ofNanos(Long.MAX_VALUE);
        }
        Duration left = working > 0 ? limit.get() : limit.get().minusNanos(nanos.getAsLong() - since);
        return left.toMillis() <= 0 ? Duration.ZERO : left;
    }
}
