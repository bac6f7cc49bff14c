package dev.workmanager.wrapper;

/** How many items a wrapper may still take, all its slots together. Thread-safe. */
final class Quota {
    private long left;
    private int asking;

    Quota(long items) {
        this.left = items;
    }

    /** Whether the caller may ask for an item now; if so it says what came of it: {@link #answered}. */
    synchronized boolean ask() {
        if (left == 0) {
            return false;
        }
        left--;
        asking++;
        return true;
    }

    /** As {@link #ask}; where others ask for all that is left, waits for what comes of it. */
    synchronized boolean await() {
        try {
            while (left == 0 && asking > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        }
        return ask();
    }

    /** What came of asking: an item or none. */
    synchronized void answered(boolean taken) {
        asking--;
        left += taken ? 0 : 1;
        notifyAll();
    }
}
