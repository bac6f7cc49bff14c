package dev.workmanager.wrapper;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Pauses of a slot whose command cannot be run just now: each longer than the last one. Thread-safe. */
final class Pause {
    private static final long FIRST_MILLIS = 1_000;
    private static final long LONGEST_MILLIS = 60_000;

    private final Messages messages;
    private final LongSupplier nanos;
    private long millis;
    private boolean stopped;

    Pause(Messages messages, LongSupplier nanos) {
        this.messages = messages;
        this.nanos = nanos;
    }

    /** All is well again: the next pause is a short one. */
    synchronized void reset() {
        millis = 0;
    }

    /** There are no more pauses. */
    synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    /**
     * Pauses.
     *
     * @param why for people
     */
    synchronized void pause(String why) {
        millis = Math.min(LONGEST_MILLIS, Math.max(FIRST_MILLIS, millis * 2));
        messages.say(why + "; next try in " + millis / 1_000 + " s");
        long until = nanos.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        try {
            for (long left = 1; left > 0 && !stopped; left = until - nanos.getAsLong()) {
                TimeUnit.NANOSECONDS.timedWait(this, Math.max(left, 1_000_000));
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        }
    }
}
