package dev.workmanager.client;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Whether a session still takes items, and how long it may still take to say what it has to say. Wakes and cuts off whoever
 * waits when that changes. Thread-safe.
 */
final class Gate {
    private final LongSupplier nanos;
    private final Set<Cut> waiting = new HashSet<>();
    private final Set<Cut> sending = new HashSet<>();
    private boolean taking = true;
    private boolean finished;
    private boolean hurried;
    private long hurriedAt;
    private long bound;
    private int changes;

    Gate(LongSupplier nanos) {
        this.nanos = nanos;
    }

    synchronized boolean taking() {
        return taking;
    }

    synchronized boolean finished() {
        return finished;
    }

    synchronized boolean hurried() {
        return hurried;
    }

    synchronized void takeNoMore() {
        taking = false;
        change(waiting);
    }

    synchronized void finish() {
        finished = true;
        takeNoMore();
    }

    synchronized void hurry(Duration within) {
        if (!hurried) {
            hurried = true;
            hurriedAt = nanos.getAsLong();
            bound = within.toNanos();
            takeNoMore();
            change(sending);
        }
    }

    /** A cut for one request: one that takes is cut as soon as nothing is to be taken, any other only in a hurry. */
    synchronized Cut open(boolean takes) {
        Cut cut = new Cut();
        if (takes && !taking) {
            cut.make();
        }
        (takes ? waiting : sending).add(cut);
        return cut;
    }

    synchronized void close(Cut cut) {
        waiting.remove(cut);
        sending.remove(cut);
    }

    /**
     * How long a request that is being tried since then may still be tried.
     *
     * @return nanoseconds, perhaps none left; {@link Long#MAX_VALUE} while there is no hurry
     */
    synchronized long left(long began) {
        return hurried ? bound - (nanos.getAsLong() - Math.max(began, hurriedAt)) : Long.MAX_VALUE;
    }

    /** Waits so long, or until something changes. */
    synchronized void pause(long length) {
        long began = nanos.getAsLong();
        int seen = changes;
        try {
            for (long left = length; left > 0 && seen == changes; left = length - (nanos.getAsLong() - began)) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the threads of a session are not to be interrupted", e);
        }
    }

    private void change(Set<Cut> cuts) {
        changes++;
        cuts.forEach(Cut::make);
        notifyAll();
    }
}
