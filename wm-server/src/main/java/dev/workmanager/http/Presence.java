package dev.workmanager.http;

import dev.workmanager.model.WorkerId;
import java.time.InstantSource;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/**
 * When each worker was heard of last, for people. In memory: after a start it is empty, and nothing depends on it. Whom nobody
 * remembers any more is forgotten here, too, now and then. Thread-safe.
 */
public final class Presence {
    private static final int SWEEP_EVERY = 10_000;

    /** Longer than a worker who is there asks nothing: see {@link Audience}. */
    private static final long GONE_MILLIS = 120_000;

    /** Nobody wants it more exact; and most ask again within that time. */
    private static final long EXACT_MILLIS = 500;

    private final InstantSource wall;
    private final Predicate<WorkerId> remembered;
    private final AtomicLong untilSweep = new AtomicLong(SWEEP_EVERY);
    private final Map<WorkerId, Long> seen = new ConcurrentHashMap<>();

    /**
     * With wall time.
     *
     * @param remembered whether a worker is remembered elsewhere; any thread
     */
    public Presence(InstantSource wall, Predicate<WorkerId> remembered) {
        this.wall = wall;
        this.remembered = remembered;
    }

    void heardOf(WorkerId worker) {
        long now = wall.millis();
        Long known = seen.get(worker);
        if (known != null && now >= known && now - known < EXACT_MILLIS) {
            return;
        }
        seen.put(worker, now);
        if (untilSweep.decrementAndGet() == 0) {
            untilSweep.set(SWEEP_EVERY);
            seen.keySet().removeIf(remembered.negate());
        }
    }

    /** Whether it was heard of of late. */
    boolean isHere(WorkerId worker) {
        Long at = seen.get(worker);
        return at != null && wall.millis() - at <= GONE_MILLIS;
    }

    /** In milliseconds since the epoch. */
    OptionalLong lastSeen(WorkerId worker) {
        Long at = seen.get(worker);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }
}
