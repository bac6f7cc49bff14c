package dev.workmanager.http;

import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * How many bytes of request bodies may be in memory together. Whoever finds it used up waits for a turn, first come, first served;
 * the client's socket waits meanwhile. A share is had whole, before the first byte is read, so nobody who has one ever waits for
 * more; one larger than everything gets everything. Thread-safe.
 */
final class BodyBudget {
    private enum State {
        WAITING,
        HELD,
        RELEASED
    }

    private final long total;
    private final Queue<Share> waiting = new ArrayDeque<>();
    private long free;

    BodyBudget(long total) {
        this.total = total;
        this.free = total;
    }

    /** A share that was not asked for yet. */
    Share share(long bytes) {
        return new Share(Math.min(bytes, total));
    }

    private synchronized boolean take(Share share, Runnable granted) {
        share.granted = granted;
        if (share.state == State.RELEASED) {
            return false;
        }
        if (!waiting.isEmpty() || share.bytes > free) {
            waiting.add(share);
            return false;
        }
        hold(share);
        return true;
    }

    private void hold(Share share) {
        free -= share.bytes;
        share.state = State.HELD;
    }

    /** Whether that was the first time. */
    private synchronized boolean giveBack(Share share) {
        switch (share.state) {
            case HELD -> free += share.bytes;
            case WAITING -> waiting.remove(share);
            case RELEASED -> {
                return false;
            }
        }
        share.state = State.RELEASED;
        return true;
    }

    private synchronized @Nullable Runnable next() {
        Share first = waiting.peek();
        if (first == null || first.bytes > free) {
            return null;
        }
        waiting.remove();
        hold(first);
        return first.granted;
    }

    /** How many bytes there are at all. */
    long total() {
        return total;
    }

    /** How many wait for their turn. */
    synchronized int waiting() {
        return waiting.size();
    }

    /** How many bytes nobody has. */
    synchronized long free() {
        return free;
    }

    /** Some of the memory. */
    final class Share {
        private final long bytes;
        private State state = State.WAITING;
        private Runnable granted = () -> {};

        private Share(long bytes) {
            this.bytes = bytes;
        }

        /**
         * Asks for it.
         *
         * @param whenGranted runs once it is there: at once, or later on a thread that gives some back
         */
        void take(Runnable whenGranted) {
            if (BodyBudget.this.take(this, whenGranted)) {
                whenGranted.run();
            }
        }

        /** Gives it back, or asks for it no more. Only the first time counts. */
        void release() {
            if (giveBack(this)) {
                for (Runnable next = next(); next != null; next = next()) {
                    next.run();
                }
            }
        }
    }
}
