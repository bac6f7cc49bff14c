package dev.workmanager.http;

import dev.workmanager.model.WorkerId;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Who has to be told that all is finished, before the manager may go: each slot of a worker that has asked of late. One that has asked
 * nothing for longer than a request may wait is gone. Thread-safe.
 */
public final class Audience {
    private static final long GONE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int SWEEP_EVERY = 10_000;

    private record Seat(WorkerId worker, int slot) {}

    private final LongSupplier nanoTime;
    private final Map<Seat, Long> asked = new ConcurrentHashMap<>();
    private final AtomicLong untilSweep = new AtomicLong(SWEEP_EVERY);

    /** With monotonic time. */
    public Audience(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void asks(WorkerId worker, int slot) {
        asked.put(new Seat(worker, slot), nanoTime.getAsLong());
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
        return asked.isEmpty();
    }

    int size() {
        return asked.size();
    }

    private void forgetTheGone() {
        long now = nanoTime.getAsLong();
        asked.values().removeIf(at -> now - at > GONE_NANOS);
    }
}
