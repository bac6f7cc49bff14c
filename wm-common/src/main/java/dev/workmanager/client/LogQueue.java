package dev.workmanager.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/**
 * The logs in which something waits, and when it is to be sent: a second after the first of them began to wait, sooner where much does,
 * later where the manager is away. Thread-safe.
 */
final class LogQueue {
    private static final long USUAL_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final RetryPolicy retry;
    private final LongSupplier nanos;
    private final RandomGenerator random;
    private final Set<AttemptLog> waiting = new LinkedHashSet<>();
    private boolean closed;
    private int failures;
    private long due;

    LogQueue(RetryPolicy retry, LongSupplier nanos, RandomGenerator random) {
        this.retry = retry;
        this.nanos = nanos;
        this.random = random;
    }

    /**
     * Something waits in a log.
     *
     * @param much whether it is much
     */
    synchronized void add(AttemptLog log, boolean much) {
        long now = nanos.getAsLong();
        if (waiting.isEmpty()) {
            due = now + (failures == 0 ? USUAL_NANOS : Math.max(USUAL_NANOS, retry.nanos(failures, random)));
        }
        waiting.add(log);
        if (much && failures == 0 && due - now > SOON_NANOS) {
            due = now + SOON_NANOS;
        }
        notifyAll();
    }

    /** Waits for the time to send; the logs that wait then, none once closed. */
    synchronized List<AttemptLog> awaitDue() {
        try {
            while (!closed) {
                long left = due - nanos.getAsLong();
                if (waiting.isEmpty()) {
                    wait();
                } else if (left > 0) {
                    TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
                } else {
                    List<AttemptLog> logs = new ArrayList<>(waiting);
                    waiting.clear();
                    return logs;
                }
            }
            return List.of();
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread that sends logs is not to be interrupted", e);
        }
    }

    /** Whether the manager was there. */
    synchronized void tried(boolean reached) {
        failures = reached ? 0 : failures + 1;
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
