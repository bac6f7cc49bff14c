package dev.workmanager.http;

import dev.workmanager.model.WorkerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who has to be told that all is finished, before the manager may go: each slot of a worker that has asked of late. One that has asked
 * nothing for longer than a request may wait is gone. One that knew an earlier life of this manager tries to reach it every few
 * seconds: until it can have done so, nobody knows who else has to be told. Thread-safe.
 */
public final class Audience {
    private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(120);
    /** A worker that misses its manager waits no longer than 5 s between two tries. */
    private static final long RETURN_NANOS = TimeUnit.MILLISECONDS.toNanos(5_200);

    private static final int SWEEP_EVERY = 10_000;
    /** Most ask again within that time: what is known of them is exact enough. */
    private static final long EXACT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private record Seat(WorkerId worker, int slot) {}

    private final LongSupplier nanoTime;
    private final Map<Seat, Long> asked = new ConcurrentHashMap<>();
    private final AtomicLong untilSweep = new AtomicLong(SWEEP_EVERY);
    private final long begun;
    private final long returning;

    /** With monotonic time; of a manager that nobody has known before. */
    public Audience(LongSupplier nanoTime) {
        this(nanoTime, false);
    }

    /**
     * With monotonic time.
     *
     * @param known whether there may be workers who knew an earlier life of the manager
     */
    public Audience(LongSupplier nanoTime, boolean known) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.returning = known ? RETURN_NANOS : 0;
    }

    void asks(WorkerId worker, int slot) {
        Seat seat = new Seat(worker, slot);
        long now = nanoTime.getAsLong();
        Long known = asked.get(seat);
        if (known != null && now - known < EXACT_NANOS) {
            return;
        }
        asked.put(seat, now);
        if (untilSweep.decrementAndGet() == 0) {
            untilSweep.set(SWEEP_EVERY);
            forgetTheGone();
        }
    }

    void isTold(WorkerId worker, int slot) {
        asked.remove(new Seat(worker, slot));
    }

    /** Whether nobody is left to be told. */
    public boolean allTold() {
        forgetTheGone();
        return asked.isEmpty() && nanoTime.getAsLong() - begun >= returning;
    }

    int size() {
        return asked.size();
    }

    private void forgetTheGone() {
        long now = nanoTime.getAsLong();
        asked.values().removeIf(at -> now - at > GONE_NANOS);
    }
}
