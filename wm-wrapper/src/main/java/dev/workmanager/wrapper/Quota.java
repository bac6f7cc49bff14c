package dev.workmanager.wrapper;

/** How many items a wrapper may still take, all its slots together. Thread-safe. */
final class Quota {
    private long left;
    private int asking;

    Quota(long items) {
        this.left = items;
    }

    /** How many of so many items the caller may ask for now; if there are any it says what came of it: {@link #answered}. */
    synchronized int ask(int items) {
        int granted = (int) Math.min(items, left);
        left -= granted;
        asking += granted;
        return granted;
    }

    /** As {@link #ask}; where others ask for all that is left, waits for what comes of it. */
    synchronized int await(int items) {
        try {
            while (left == 0 && asking > 0) {
                wait();
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("the thread of a slot is not to be interrupted", e);
        }
        return ask(items);
    }

    /** What came of asking for so many items. */
    synchronized void answered(int asked, int taken) {
        asking -= asked;
        left += asked - taken;
        notifyAll();
    }

    /** So many that were taken do not count. */
    synchronized void gaveBack(int items) {
        left += items;
        notifyAll();
    }
}
